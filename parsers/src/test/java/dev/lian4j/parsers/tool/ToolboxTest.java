package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolboxTest {

    record Sum(long a, long b) {}

    private final FunctionTool add = FunctionTool.of("add", "Adds", Sum.class, sum -> sum.a() + sum.b());
    private final FunctionTool echo =
            FunctionTool.of(new ToolSpec("echo", "Says it again", Map.of("type", "object")), args -> args);
    private final Toolbox tools = Toolbox.of(add, echo);

    /** A tool of somebody's own, with no care for errors. */
    private static Tool careless(RuntimeException error) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("careless", "", Map.of());
            }

            @Override
            public ToolMessage invoke(ToolCall call, Run run) {
                throw error;
            }
        };
    }

    @Test
    void callsTheToolThatIsNamed() {
        assertThat(tools.call(new ToolCall("7", "add", "{\"a\":40,\"b\":2}"), Run.root()))
                .isEqualTo(new ToolMessage("7", "42"));
    }

    @Test
    void answersAllCallsOfAMessageInOrder() {
        List<ToolCall> calls = List.of(
                new ToolCall("1", "echo", "{\"问\":\"好\"}"),
                new ToolCall("2", "add", "{\"a\":1}"),
                new ToolCall("3", "add", "{\"a\":1,\"b\":1}"));

        List<ToolMessage> told = tools.each(3).invoke(calls);

        assertThat(told).extracting(ToolMessage::toolCallId).containsExactly("1", "2", "3");
        assertThat(told).extracting(ToolMessage::error).containsExactly(false, true, false);
        assertThat(told.get(0).text()).isEqualTo("{\"问\":\"好\"}");
    }

    @Test
    void tellsWhichToolsThereAreWhereNoneIsNamedSo() {
        assertThat(tools.invoke(new ToolCall("1", "减", "{}")))
                .isEqualTo(new ToolMessage("1", "There is no tool '减'. The tools are: add, echo.", true));
        assertThat(Toolbox.of().invoke(new ToolCall("1", "add", "{}")).text())
                .isEqualTo("There is no tool 'add'. No tool can be called.");
    }

    @Test
    void tellsWhatAnyToolThrows() {
        Toolbox box = Toolbox.of(careless(new IllegalStateException("token=abc is no good")));

        assertThat(box.invoke(new ToolCall("1", "careless", "{}")))
                .isEqualTo(new ToolMessage(
                        "1", "Tool 'careless' failed: IllegalStateException: token=*** is no good", true));
    }

    @Test
    void aCancelledToolEndsTheRun() {
        Toolbox box = Toolbox.of(careless(new CancelledException("stopped")));

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> box.invoke(new ToolCall("1", "careless", "{}")));
    }

    @Test
    void tellsAModelOfItsTools() {
        ChatRequest request = ChatRequest.of("40 + 2?").with(tools.parameters());

        assertThat(request.parameters().tools()).extracting(ToolSpec::name).containsExactly("add", "echo");
        assertThat(tools.tools()).containsExactly(add, echo);
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Toolbox.of(add, echo, add))
                .withMessageContaining("'add'");
    }
}
