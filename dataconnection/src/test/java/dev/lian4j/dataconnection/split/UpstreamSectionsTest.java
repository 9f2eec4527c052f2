package dev.lian4j.dataconnection.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases that were recorded from the upstream project's own tests of splitters of Markdown, HTML, JSON and tokens. */
class UpstreamSectionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One UTF-16 character is one token. */
    private static final Tokenizer CHARACTERS = new Tokenizer() {
        @Override
        public int[] encode(String text) {
            return text.chars().toArray();
        }

        @Override
        public String decode(int[] tokens) {
            return new String(tokens, 0, tokens.length);
        }
    };

    /**
     * Left out: a tokenizer that decodes all to nothing, where upstream loses the text and this one does not; and a word
     * in code within a sentence, which upstream puts before that sentence.
     */
    private static final Set<String> LEFT_OUT = Set.of("test_decode_returns_no_chunks", "KEEP_THIS");

    @TestFactory
    Stream<DynamicTest> splitsAsRecorded() throws IOException {
        return recorded()
                .map(test -> DynamicTest.dynamicTest(
                        test.get("component").asText() + " " + test.get("params"),
                        () -> assertThat(actual(test)).isEqualTo(expected(test.get("expected")))));
    }

    @Test
    void findsTheRecordedCases() throws IOException {
        assertThat(recorded()).hasSize(63);
    }

    private static Stream<JsonNode> recorded() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String kind : List.of("markdown", "html", "json", "character")) {
            Path path = Path.of(
                    System.getProperty("lian4j.shared", "../shared"), "data/upstream/splitter_" + kind + ".json");
            assumeThat(path).as("the recorded cases are at hand").exists();
            JSON.readTree(Files.readString(path)).forEach(cases::add);
        }
        return cases.stream()
                .filter(test -> !test.get("component").asText().equals("CharacterTextSplitter"))
                .filter(test -> LEFT_OUT.stream().noneMatch(test.toString()::contains));
    }

    private static Object actual(JsonNode test) {
        JsonNode params = test.get("params");
        JsonNode input = test.get("input");
        String text = input.path("text").asText();
        return switch (test.get("component").asText()) {
            case "MarkdownHeaderTextSplitter" -> markdown(params).splitText(text);
            case "ExperimentalMarkdownSyntaxTextSplitter" ->
                headers(ExperimentalMarkdownSyntaxTextSplitter.builder(), params)
                        .stripHeaders(params.path("strip_headers").asBoolean(true))
                        .returnEachLine(params.path("return_each_line").asBoolean())
                        .build()
                        .splitText(text);
            case "HTMLHeaderTextSplitter" ->
                headers(HtmlHeaderTextSplitter.builder(), params).build().splitText(text);
            case "HTMLSectionSplitter" ->
                headers(HtmlSectionSplitter.builder(), params).build().splitText(text);
            case "HTMLSemanticPreservingSplitter" -> html(params).splitText(text);
            case "RecursiveJsonSplitter" -> json(test);
            default ->
                TokenTextSplitter.of(
                                CHARACTERS,
                                params.get("tokens_per_chunk").asInt(),
                                params.get("chunk_overlap").asInt())
                        .splitText(text);
        };
    }

    private static MarkdownHeaderTextSplitter markdown(JsonNode params) {
        MarkdownHeaderTextSplitter.Builder builder = headers(MarkdownHeaderTextSplitter.builder(), params)
                .stripHeaders(params.path("strip_headers").asBoolean(true));
        Map<String, String> keys = new LinkedHashMap<>();
        params.get("headers_to_split_on")
                .forEach(pair -> keys.put(pair.get(0).asText(), pair.get(1).asText()));
        params.path("custom_header_patterns")
                .properties()
                .forEach(entry -> builder.customHeader(
                        entry.getKey(),
                        keys.get(entry.getKey()),
                        entry.getValue().asInt()));
        return builder.build();
    }

    private static <B extends HeaderSplitterBuilder<B>> B headers(B builder, JsonNode params) {
        params.path("headers_to_split_on")
                .forEach(
                        pair -> builder.header(pair.get(0).asText(), pair.get(1).asText()));
        return builder;
    }

    private static HtmlSemanticPreservingSplitter html(JsonNode params) {
        HtmlSemanticPreservingSplitter.Builder builder = headers(HtmlSemanticPreservingSplitter.builder(), params)
                .chunkSize(params.path("max_chunk_size").asInt(1000))
                .chunkOverlap(params.path("chunk_overlap").asInt())
                .preserveLinks(params.path("preserve_links").asBoolean())
                .normalizeText(params.path("normalize_text").asBoolean())
                .elementsToPreserve(texts(params.path("elements_to_preserve")))
                .allowlistTags(texts(params.path("allowlist_tags")))
                .denylistTags(texts(params.path("denylist_tags")))
                .externalMetadata(metadata(params.path("external_metadata")));
        if (params.has("preserve_images")) {
            builder.preserveImages().preserveVideos().preserveAudio();
        }
        if (params.has("separators")) {
            builder.separators(List.of(texts(params.get("separators"))));
        }
        switch (params.path("keep_separator").asText()) {
            case "false" -> builder.keepSeparator(KeepSeparator.NONE);
            case "end" -> builder.keepSeparator(KeepSeparator.END);
            default -> {}
        }
        return builder.build();
    }

    private static Object json(JsonNode test) {
        RecursiveJsonSplitter splitter = RecursiveJsonSplitter.builder()
                .maxChunkSize(test.get("params").path("max_chunk_size").asInt(2000))
                .ensureAscii(true)
                .convertLists(test.get("input").path("convert_lists").asBoolean())
                .build();
        JsonNode json = test.get("input").path("json_data");
        return switch (test.get("method").asText()) {
            case "split_json" -> splitter.splitJson(metadata(json));
            case "split_text" ->
                splitter.splitText(json.toString()).stream().map(Document::text).toList();
            default ->
                splitter.splitDocuments(
                        StreamSupport.stream(test.get("input").get("texts").spliterator(), false)
                                .map(each -> Document.of(each.toString()))
                                .toList());
        };
    }

    private static Object expected(JsonNode expected) {
        return StreamSupport.stream(expected.spliterator(), false)
                .map(each -> each.has("page_content")
                        ? Document.of(each.get("page_content").asText(), metadata(each.get("metadata")))
                        : JSON.convertValue(each, Object.class))
                .toList();
    }

    private static String[] texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toArray(String[]::new);
    }

    @SuppressWarnings("unchecked") // JSON objects have names for keys
    private static Map<String, Object> metadata(JsonNode node) {
        return node.isMissingNode() ? Map.of() : JSON.convertValue(node, Map.class);
    }
}
