package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.error.OutputParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What LangChain's own tests recorded of parse_json_markdown, parse_partial_json and JsonOutputParser. Not taken: the
 * stream of JSON patches, and beginnings of bare strings, since a reply here begins with an object or an array.
 */
class UpstreamJsonTest {

    @TestFactory
    List<DynamicTest> recordedCases() throws IOException {
        Path file = Path.of(System.getProperty("lian4j.shared", "none"), "data", "upstream", "parser_json.json");
        assumeTrue(Files.exists(file), "no recorded cases at " + file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode test : Json.MAPPER.readTree(file.toFile())) {
            String text = text(test);
            if (text != null && !test.path("method").asText().equals("transform") && !bareString(text)) {
                tests.add(DynamicTest.dynamicTest(tests.size() + " " + text, () -> check(test, text)));
            }
        }
        for (JsonNode test : Json.MAPPER.readTree(file.toFile())) {
            if (test.path("method").asText().equals("transform")
                    && !test.path("params").path("diff").asBoolean()) {
                tests.add(DynamicTest.dynamicTest(tests.size() + " stream", () -> checkSnapshots(test)));
            }
        }
        assertThat(tests).hasSize(179);
        return tests;
    }

    private static void checkSnapshots(JsonNode test) {
        List<JsonNode> seen = new ArrayList<>();
        Consumer<Piece> pieces = JsonOutputParser.ofTree().snapshots().to(seen::add);
        test.path("input").path("chunks").forEach(chunk -> pieces.accept(new Piece.Text(chunk.asText())));
        assertThat(Json.MAPPER.createArrayNode().addAll(seen)).isEqualTo(test.path("expected"));
    }

    private static String text(JsonNode test) {
        JsonNode input = test.path("input");
        JsonNode text = test.path("method").asText().equals("call")
                ? input.path("args").path(0)
                : content(input.path("result").path(0).path("generation"));
        return text.isTextual() ? text.asText() : null;
    }

    /** A generation is a text, or a message with one. */
    private static JsonNode content(JsonNode generation) {
        return generation.isTextual() ? generation : generation.path("content");
    }

    private static boolean bareString(String text) {
        return text.strip().startsWith("\"");
    }

    private static void check(JsonNode test, String text) {
        boolean partial = test.path("component").asText().equals("parse_partial_json")
                || test.path("input").path("partial").asBoolean();
        JsonOutputParser<JsonNode> parser = JsonOutputParser.ofTree();
        if (partial && (test.has("expected_error") || test.path("expected").isNull())) {
            assertThat(parser.parsePartial(text)).isEmpty();
        } else if (partial) {
            assertThat(parser.parsePartial(text)).contains(test.path("expected"));
        } else if (test.has("expected_error")) {
            assertThatThrownBy(() -> parser.parse(text)).isInstanceOf(OutputParserException.class);
        } else {
            assertThat(parser.parse(text)).isEqualTo(test.path("expected"));
        }
    }
}
