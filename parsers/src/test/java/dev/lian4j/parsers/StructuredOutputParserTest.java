package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.parser.OutputParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StructuredOutputParserTest extends OutputParserContract<Map<String, Object>> {

    private static final StructuredOutputParser PARSER = StructuredOutputParser.of(
            ResponseSchema.of("answer", "the answer\n to the question"),
            new ResponseSchema("来源", "网址", "list of strings"));

    @Override
    OutputParser<Map<String, Object>> parser() {
        return PARSER;
    }

    @Override
    String good() {
        return "```json\n{\"answer\": \"巴黎\", \"来源\": [\"https://x\"]}\n```";
    }

    @Override
    Map<String, Object> value() {
        return Map.of("answer", "巴黎", "来源", List.of("https://x"));
    }

    @Override
    String bad() {
        return "{\"answer\": \"巴黎\"}";
    }

    @Test
    void missingFieldsAreNamed() {
        assertThatThrownBy(() -> PARSER.parse(bad())).hasMessageContaining("no 来源");
        assertThat(PARSER.parse("{\"answer\": 1, \"来源\": null, \"more\": true}"))
                .hasSize(3);
    }

    @Test
    void theFieldsAreToldInASnippet() {
        assertThat(PARSER.formatInstructions())
                .contains(
                        "```json\n{\n\t\"answer\": string  // the answer to the question\n\t\"来源\": list of strings  // 网址\n}\n```");
        assertThat(PARSER.inChinese().formatInstructions()).contains("代码块").contains("```json\n{");
        assertThat(PARSER.jsonOnly().formatInstructions()).doesNotContain("```").contains("{\n\t\"answer\"");
        assertThat(PARSER.jsonOnly().inChinese().formatInstructions()).contains("只用一个 JSON 对象");
    }

    @Test
    void fieldsComeWhileTheReplyIsWritten() {
        List<Map<String, Object>> seen = new ArrayList<>();
        Consumer<Piece> pieces = PARSER.snapshots().to(seen::add);
        pieces.accept(new Piece.Text("{\"answer\": \"巴"));
        pieces.accept(new Piece.Text("黎\", \"来"));
        assertThat(seen).containsExactly(Map.of("answer", "巴"), Map.of("answer", "巴黎"));
    }

    @Test
    void fieldsNeedNames() {
        assertThatThrownBy(() -> ResponseSchema.of(" ", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
