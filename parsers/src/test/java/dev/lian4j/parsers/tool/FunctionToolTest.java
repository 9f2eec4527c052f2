package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionToolTest {

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record WeatherArgs(@JsonPropertyDescription("城市，例如 北京") String city, Optional<Unit> unit) {}

    record Weather(String city, LocalDate day, double degrees) {}

    record Loop(Loop next) {}

    private final AtomicInteger calls = new AtomicInteger();

    private final FunctionTool weather = FunctionTool.of("weather", "查询一个城市的天气", WeatherArgs.class, args -> {
        calls.incrementAndGet();
        return args.city() + ": 20 " + args.unit().orElse(Unit.CELSIUS);
    });

    private static FunctionTool giving(ToolFunction<? super WeatherArgs> function) {
        return FunctionTool.of("weather", "", WeatherArgs.class, function);
    }

    private static ToolMessage call(FunctionTool tool, String arguments) {
        return tool.invoke(new ToolCall("call_1", "weather", arguments));
    }

    private static ToolMessage call(FunctionTool tool) {
        return call(tool, "{\"city\":\"北京\"}");
    }

    @Test
    void showsTheModelItsNameItsDescriptionAndItsSchema() {
        assertThat(weather.spec())
                .isEqualTo(new ToolSpec(
                        "weather",
                        "查询一个城市的天气",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "city",
                                        Map.of("type", "string", "description", "城市，例如 北京"),
                                        "unit",
                                        Map.of("type", "string", "enum", List.of("CELSIUS", "FAHRENHEIT"))),
                                "required",
                                List.of("city"),
                                "additionalProperties",
                                false)));
        assertThat(weather.name()).isEqualTo("weather");
    }

    @Test
    void answersTheCallWithItsId() {
        assertThat(call(weather, "{\"city\":\"北京\",\"unit\":\"FAHRENHEIT\"}"))
                .isEqualTo(new ToolMessage("call_1", "北京: 20 FAHRENHEIT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"city\":\"北京\"",
                "{\"city\":\"北京\",\"unit\":",
                "{\"city\":\"北京\"} {\"city\":\"上海\"}",
                "[\"北京\"]",
                "\"北京\"",
                "{}",
                "{\"city\":null}",
                "{\"city\":5}",
                "{\"town\":\"北京\"}",
                "{\"city\":\"北京\",\"unit\":\"KELVIN\"}",
            })
    void isNeverCalledWithArgumentsThatDoNotFit(String arguments) {
        ToolMessage told = call(weather, arguments);

        assertThat(told.error()).isTrue();
        assertThat(told.toolCallId()).isEqualTo("call_1");
        assertThat(told.text()).startsWith("Tool 'weather' was not called, since its arguments are not right.");
        assertThat(calls).hasValue(0);
    }

    @Test
    void tellsWhereArgumentsAreWrongAndWhy() {
        assertThat(call(weather, "{\"city\":5,\"unit\":\"KELVIN\"}").text())
                .contains("at $.city integer found, string expected")
                .contains("at $.unit does not have a value in the enumeration [\"CELSIUS\", \"FAHRENHEIT\"]")
                .endsWith("Call it again with arguments that are one JSON object after its schema.");
    }

    @Test
    void tellsAResultAsJsonUnlessItIsText() {
        Weather result = new Weather("北京", LocalDate.of(2026, 11, 23), -2.5);

        assertThat(call(giving(args -> result)).text())
                .isEqualTo("{\"city\":\"北京\",\"day\":\"2026-11-23\",\"degrees\":-2.5}");
        assertThat(call(giving(args -> List.of(1, 2))).text()).isEqualTo("[1,2]");
        assertThat(call(giving(args -> 42)).text()).isEqualTo("42");
        assertThat(call(giving(args -> null)).text()).isEqualTo("null");
        assertThat(call(giving(args -> java.nio.CharBuffer.wrap("文"))).text()).isEqualTo("文");
    }

    @Test
    void cutsAResultThatIsTooLongAndSaysSo() {
        FunctionTool tool = giving(args -> "天".repeat(100)).withMaxResult(10);

        assertThat(call(tool).text())
                .isEqualTo("天".repeat(10)
                        + "\n[Cut: these are the first 10 of 100 characters. Ask for less to see all of it.]");
        assertThat(call(giving(args -> "天".repeat(10)).withMaxResult(10)).text())
                .isEqualTo("天".repeat(10));
        // never half a character
        assertThat(call(giving(args -> "a😀b").withMaxResult(2)).text())
                .startsWith("a\n[Cut: these are the first 1 of");
        assertThatIllegalArgumentException().isThrownBy(() -> tool.withMaxResult(0));
    }

    @Test
    void cutsAResultOfAnySizeUnlessSaid() {
        assertThat(call(giving(args -> "x".repeat(10_000_000))).text()).hasSizeLessThan(FunctionTool.MAX_RESULT + 200);
    }

    @Test
    void tellsWhatItThrowsWithoutSecrets() {
        ToolMessage told = call(giving(args -> {
            throw new IOException("GET https://me:hunter2@example.com/?api_key=abc123 failed: 密码是 s3cr3t");
        }));

        assertThat(told.error()).isTrue();
        assertThat(told.text())
                .isEqualTo("Tool 'weather' failed: IOException: GET https://***@example.com/?api_key=*** failed:"
                        + " 密码是 ***");
    }

    @Test
    void tellsAFailureThatHasNoMessageByItsName() {
        assertThat(call(giving(args -> {
                            throw new UnsupportedOperationException();
                        }))
                        .text())
                .isEqualTo("Tool 'weather' failed: UnsupportedOperationException");
    }

    @Test
    void tellsThatAResultCannotBeWritten() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);

        ToolMessage told = call(giving(args -> circle));

        assertThat(told.error()).isTrue();
        assertThat(told.text()).contains("cannot be written as JSON");
    }

    @Test
    void anErrorOfTheMachineIsNotTold() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(giving(args -> {
                    throw new AssertionError("broken");
                })));
    }

    @Test
    void anInterruptEndsTheRunAndStays() {
        FunctionTool tool = giving(args -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> call(tool));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(60)
    void aCancelledRunEndsWithNoAnswer() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FunctionTool tool = giving(args -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return "never";
        });
        try (Streamed<ToolMessage> run = tool.stream(new ToolCall("1", "weather", "{\"city\":\"北京\"}"))) {
            begun.await();
            run.close();
            assertThatExceptionOfType(CancelledException.class).isThrownBy(run::result);
        }
        ended.await();
    }

    @Test
    void aChainIsCalledWithinTheRunAndKeepsItsPiecesToItself() {
        Chain<WeatherArgs, String> chain = (args, run) -> {
            run.emit(new Piece.Text("draft"));
            return "晴，" + args.city();
        };
        List<Piece> pieces = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        FunctionTool tool = FunctionTool.from("weather", "", WeatherArgs.class, chain.named("forecast"));

        ToolMessage told = tool.withListener(new dev.lian4j.core.RunListener() {
                    @Override
                    public void onStart(dev.lian4j.core.Step step, Object input) {
                        steps.add(step.kind() + " " + step.name());
                    }
                })
                .invoke(new ToolCall("1", "weather", "{\"city\":\"北京\"}"), pieces::add);

        assertThat(told.text()).isEqualTo("晴，北京");
        assertThat(pieces).isEmpty();
        assertThat(steps).containsExactly("TOOL weather", "CHAIN forecast");
    }

    @Test
    void aSchemaOfOnesOwnGivesAMap() {
        ToolSpec spec = new ToolSpec(
                "add",
                "",
                Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("a", "b"),
                        "properties",
                        Map.of("a", Map.of("type", "integer"), "b", Map.of("type", "integer"))));
        FunctionTool add = FunctionTool.of(
                spec, args -> ((Number) args.get("a")).longValue() + ((Number) args.get("b")).longValue());

        assertThat(call(add, "{\"a\":9007199254740993,\"b\":2}").text()).isEqualTo("9007199254740995");
        assertThat(call(add, "{\"a\":1}").text()).contains("required property 'b' not found");
    }

    @Test
    void whatCannotBeATool() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionTool.of("weather", "", String.class, args -> ""))
                .withMessageContaining("must be a record");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionTool.of("天气", "", WeatherArgs.class, args -> ""))
                .withMessageContaining("天气");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionTool.of("loop", "", Loop.class, args -> ""))
                .withMessageContaining("Loop -> Loop");
    }
}
