package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallParsersTest {

    record Weather(String city, Optional<Integer> days) {}

    private static ChatResponse calling(ToolCall... calls) {
        return response(FinishReason.TOOL_CALLS, calls);
    }

    private static ChatResponse response(FinishReason reason, ToolCall... calls) {
        return new ChatResponse(new AiMessage("", List.of(calls), ""), reason, TokenUsage.UNKNOWN, "m");
    }

    private static ToolCall weather(String arguments) {
        return new ToolCall("1", "Weather", arguments);
    }

    @Test
    void callsAreGivenWithCheckedArguments() {
        List<ToolCall> calls = ToolCallsParser.create()
                .invoke(calling(
                        weather(" {\"city\" : \"北京\"} "),
                        new ToolCall("2", "now", ""),
                        new ToolCall("3", "now", "null")));
        assertThat(calls)
                .containsExactly(
                        weather("{\"city\":\"北京\"}"), new ToolCall("2", "now", "{}"), new ToolCall("3", "now", "{}"));
        assertThat(ToolCallsParser.create().invoke(ChatResponse.of("你好"))).isEmpty();
        assertThat(ToolCallsParser.create().kind()).isEqualTo(StepKind.PARSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\": \"北京",
                "{\"city\": \"北京\",}",
                "{'city': '北京'}",
                "{\"city\": \"北京\"}{\"city\": \"上海\"}",
                "{\"city\": \"北京\"} ok",
                "[\"北京\"]",
                "\"北京\"",
                "北京",
                "42",
            })
    void argumentsThatAreNoJsonObjectAreNeverMended(String arguments) {
        ChatResponse response = calling(weather(arguments));
        for (var parser : List.of(
                ToolCallsParser.create(), ToolCallParser.of(Weather.class), JsonKeyToolCallParser.of("Weather"))) {
            assertThatThrownBy(() -> parser.invoke(response))
                    .isInstanceOfSatisfying(
                            OutputParserException.class,
                            e -> assertThat(e.output()).isEqualTo(arguments))
                    .hasMessageContaining("'Weather'");
        }
    }

    @Test
    void deepArgumentsAreRefused() {
        assertThatThrownBy(() -> ToolCallsParser.create().invoke(calling(weather("[".repeat(10_000_000)))))
                .isInstanceOf(OutputParserException.class)
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void callsCutByTheLimitOfTokensAreErrors() {
        ChatResponse cut = response(FinishReason.LENGTH, weather("{}"));
        assertThatThrownBy(() -> ToolCallsParser.create().invoke(cut)).hasMessageContaining("raise maxTokens");
        assertThatThrownBy(() -> ToolCallParser.of(Weather.class).invoke(cut)).hasMessageContaining("raise maxTokens");
    }

    @Test
    void argumentsBecomeARecord() {
        ChatResponse response = calling(
                new ToolCall("0", "now", "?"),
                weather("{\"city\": \"北京\", \"days\": 3}"),
                weather("{\"city\": \"上海\"}"));
        ToolCallParser<Weather> parser = ToolCallParser.of(Weather.class);
        assertThat(parser.invoke(response)).isEqualTo(new Weather("北京", Optional.of(3)));
        assertThat(parser.all().invoke(response))
                .containsExactly(new Weather("北京", Optional.of(3)), new Weather("上海", Optional.empty()));
        assertThat(parser.tool()).isEqualTo("Weather");
        assertThat(parser.schema()).isEqualTo(JsonOutputParser.of(Weather.class).schema());
        assertThatThrownBy(() -> parser.invoke(calling(weather("{}"))))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("'city' is missing");
    }

    @Test
    void argumentsOfOneToolBecomeAMap() {
        JsonKeyToolCallParser parser = JsonKeyToolCallParser.of("Weather");
        ChatResponse response = calling(weather("{\"b\": 1, \"a\": [2.50]}"), weather("{}"));
        assertThat(parser.invoke(response).toString()).isEqualTo("{b=1, a=[2.50]}");
        assertThat(parser.all().invoke(response)).hasSize(2).contains(Map.of());
    }

    @Test
    void anAnswerWithoutTheCallIsAnError() {
        assertThatThrownBy(() -> JsonKeyToolCallParser.of("x").invoke(calling(weather("{}"))))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("called Weather");
        assertThatThrownBy(() -> ToolCallParser.of("x", Weather.class).invoke(ChatResponse.of("你好")))
                .isInstanceOfSatisfying(
                        OutputParserException.class, e -> assertThat(e.output()).isEqualTo("你好"))
                .hasMessageContaining("wrote a text");
    }

    record Egg(Hen hen) {}

    record Hen(Egg egg) {}

    @Test
    void recordsThatNeedThemselvesAreRefused() {
        assertThatThrownBy(() -> ToolCallParser.of(Egg.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Egg -> Hen -> Egg");
    }
}
