package dev.lian4j.dataconnection.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases that were recorded from the upstream project's own tests of the two splitters. */
class UpstreamSplitterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> splitsAsRecorded() throws IOException {
        return recorded().map(test -> DynamicTest.dynamicTest(name(test), () -> check(test)));
    }

    @Test
    void findsTheRecordedCases() throws IOException {
        assertThat(recorded()).hasSize(71);
    }

    /** The files also have the upstream's token splitter, which another test runs. */
    private static Stream<JsonNode> recorded() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String file : List.of("splitter_recursive.json", "splitter_character.json", "splitter_jsframework.json")) {
            Path path = Path.of(System.getProperty("lian4j.shared", "../shared"), "data/upstream", file);
            assumeThat(path).as("the recorded cases are at hand").exists();
            JSON.readTree(Files.readString(path)).forEach(cases::add);
        }
        return cases.stream().filter(test -> component(test).endsWith("TextSplitter"));
    }

    private static String component(JsonNode test) {
        return test.get("component").asText();
    }

    private static String name(JsonNode test) {
        return component(test) + "." + test.get("method").asText() + " " + test.get("params");
    }

    private static void check(JsonNode test) {
        if (test.has("expected_error")) {
            assertThatThrownBy(() -> splitter(test)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        TextSplitter splitter = splitter(test);
        JsonNode input = test.get("input");
        switch (test.get("method").asText()) {
            case "split_text" ->
                assertThat(splitter.splitText(input.get("text").asText()))
                        .isEqualTo(JSON.convertValue(test.get("expected"), List.class));
            // Upstream's inner method; what it is given are the pieces of this text.
            case "merge_splits" ->
                assertThat(splitter.splitText(String.join(" ", texts(input.get("splits")))))
                        .isEqualTo(JSON.convertValue(test.get("expected"), List.class));
            default -> assertThat(splitter.splitDocuments(inputs(input))).isEqualTo(documents(test.get("expected")));
        }
    }

    private static List<Document> inputs(JsonNode input) {
        if (input.has("documents")) {
            return documents(input.get("documents"));
        }
        List<Document> documents = new ArrayList<>();
        for (String text : texts(input.get("texts"))) {
            JsonNode metadata = input.path("metadatas").path(documents.size());
            documents.add(Document.of(text, metadata.isMissingNode() ? Map.of() : metadata(metadata)));
        }
        return documents;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<Document> documents(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> Document.of(node.get("page_content").asText(), metadata(node.get("metadata"))))
                .toList();
    }

    @SuppressWarnings("unchecked") // JSON objects have names for keys
    private static Map<String, Object> metadata(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }

    private static TextSplitter splitter(JsonNode test) {
        JsonNode params = test.get("params");
        if (component(test).startsWith("JSFramework")) {
            return JsFrameworkTextSplitter.of(
                    params.get("chunk_size").asInt(),
                    params.get("chunk_overlap").asInt());
        }
        if (component(test).startsWith("PythonCode")) {
            return common(RecursiveCharacterTextSplitter.builder(), params)
                    .language(Language.PYTHON)
                    .build();
        }
        if (component(test).startsWith("Recursive")) {
            RecursiveCharacterTextSplitter.Builder builder = common(RecursiveCharacterTextSplitter.builder(), params);
            if (params.has("language")) {
                builder.language(
                        Language.valueOf(params.get("language").asText().toUpperCase(Locale.ROOT)));
            } else if (params.has("separators")) {
                builder.separators(texts(params.get("separators")));
            }
            return builder.build();
        }
        CharacterTextSplitter.Builder builder = common(CharacterTextSplitter.builder(), params);
        if (params.has("separator")) {
            builder.separator(params.get("separator").asText());
        }
        return builder.build();
    }

    private static <B extends SplitterBuilder<B>> B common(B builder, JsonNode params) {
        builder.lengthFunction(LengthFunction.CODE_POINTS)
                .chunkSize(params.path("chunk_size").asInt(4000))
                .chunkOverlap(params.path("chunk_overlap").asInt(200))
                .separatorRegex(params.path("is_separator_regex").asBoolean())
                .addStartIndex(params.path("add_start_index").asBoolean());
        switch (params.path("keep_separator").asText()) {
            case "true", "start" -> builder.keepSeparator(KeepSeparator.START);
            case "end" -> builder.keepSeparator(KeepSeparator.END);
            case "false" -> builder.keepSeparator(KeepSeparator.NONE);
            default -> {}
        }
        return builder;
    }
}
