package dev.lian4j.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AgentExecutorTest {

    private static final TokenUsage USAGE = new TokenUsage(10, 5);

    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private final Tool echo = tool("echo", arguments -> "回声 " + arguments);

    private Tool tool(String name, UnaryOperator<String> work) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec(name, "A tool", Map.of());
            }

            @Override
            public ToolMessage invoke(ToolCall call, Run run) {
                synchronized (called) {
                    called.add(name + call.arguments());
                }
                return new ToolMessage(call.id(), work.apply(call.arguments()));
            }
        };
    }

    /** Replies in order; the last one for ever. */
    private ChatModel scripted(AiMessage... replies) {
        Iterator<AiMessage> script = Stream.concat(
                        Stream.of(replies), Stream.generate(() -> replies[replies.length - 1]))
                .iterator();
        return (request, run) -> {
            requests.add(request);
            AiMessage reply = script.next();
            if (!reply.text().isEmpty()) {
                run.emit(new Piece.Text(reply.text()));
            }
            return new ChatResponse(reply, FinishReason.STOP, USAGE, "m");
        };
    }

    private static AiMessage calls(ToolCall... calls) {
        return new AiMessage("", List.of(calls), "");
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments);
    }

    private AgentExecutor.Builder agent(ChatModel model, Tool... tools) {
        return AgentExecutor.builder(ToolCallingAgent.of(model, List.of(tools)).instructed("只说中文"), List.of(tools));
    }

    @Test
    void callsToolsUntilItCanAnswer() {
        AgentResult result = agent(
                        scripted(
                                calls(call("1", "echo", "{\"a\":1}")),
                                calls(call("2", "echo", "{\"a\":2}")),
                                AiMessage.of("答案")),
                        echo)
                .build()
                .invoke("任务");
        assertThat(result.text()).isEqualTo("答案");
        assertThat(result.reason()).isEqualTo(StopReason.ANSWERED);
        assertThat(result.state().steps()).isEqualTo(3);
        assertThat(result.state().usage()).isEqualTo(new TokenUsage(30, 15));
        assertThat(called).containsExactly("echo{\"a\":1}", "echo{\"a\":2}");
        assertThat(requests.get(2).messages())
                .containsExactly(
                        Message.system("只说中文"),
                        Message.user("任务"),
                        calls(call("1", "echo", "{\"a\":1}")),
                        new ToolMessage("1", "回声 {\"a\":1}"),
                        calls(call("2", "echo", "{\"a\":2}")),
                        new ToolMessage("2", "回声 {\"a\":2}"));
        assertThat(requests.get(0).parameters().tools()).containsExactly(echo.spec());
    }

    @Test
    void anIdMayComeAgainInALaterStep() {
        agent(scripted(calls(call("1", "echo", "a")), calls(call("1", "echo", "b")), AiMessage.of("好")), echo)
                .build()
                .invoke("x");
        assertThat(called).containsExactly("echoa", "echob");
    }

    @Test
    void severalCallsOfOneStepRunAtOnceAndKeepTheirOrder() {
        CountDownLatch both = new CountDownLatch(2);
        Tool meeting = tool("meet", arguments -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return arguments;
        });
        AgentResult result = agent(
                        scripted(calls(call("a", "meet", "1"), call("b", "meet", "2")), AiMessage.of("好")), meeting)
                .build()
                .invoke("x");
        assertThat(result.state().messages()).containsSubsequence(new ToolMessage("a", "1"), new ToolMessage("b", "2"));
    }

    @Test
    void whatGoesWrongWithAToolIsToldToTheModel() {
        Tool broken = tool("broken", arguments -> {
            throw new IllegalArgumentException("没有这个城市");
        });
        agent(scripted(calls(call("1", "broken", "{}"), call("2", "nothing", "{}")), AiMessage.of("好")), broken, echo)
                .build()
                .invoke("x");
        List<Message> told = requests.get(1).messages();
        assertThat(told)
                .endsWith(
                        new ToolMessage("1", "The tool failed: 没有这个城市", true),
                        new ToolMessage("2", "There is no tool 'nothing'. The tools are: [broken, echo]", true));
    }

    @Test
    @Timeout(30)
    void aToolThatHangsIsStoppedAndLeft() {
        CountDownLatch never = new CountDownLatch(1);
        Tool deaf = tool("deaf", arguments -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // does not listen
                }
            }
            return "";
        });
        agent(scripted(calls(call("1", "deaf", "{}")), AiMessage.of("好")), deaf)
                .limits(AgentLimits.DEFAULT.withToolTime(Duration.ofMillis(50)))
                .build()
                .invoke("x");
        assertThat(requests.get(1).messages())
                .endsWith(new ToolMessage("1", "The tool took longer than PT0.05S and was stopped.", true));
        never.countDown();
    }

    @Test
    void aLongResultIsCutAndSaid() {
        Tool long50 = tool("long", arguments -> "😀".repeat(25_000_000));
        agent(scripted(calls(call("1", "long", "{}")), AiMessage.of("好")), long50)
                .limits(AgentLimits.DEFAULT.withResultCharacters(11))
                .build()
                .invoke("x");
        assertThat(requests.get(1).messages())
                .endsWith(new ToolMessage("1", "😀😀😀😀😀\n[cut here: the result has 50000000 characters]"));
    }

    @Test
    void aModelThatNeverStopsIsAskedForALastWord() {
        int[] counter = {0};
        ChatModel restless = (request, run) -> {
            requests.add(request);
            boolean last =
                    request.messages().get(request.messages().size() - 1).text().contains("直接回答");
            AiMessage reply = last ? AiMessage.of("尽力了") : calls(call("c" + counter[0], "echo", "" + counter[0]++));
            return new ChatResponse(reply, FinishReason.STOP, USAGE, "m");
        };
        AgentResult result = agent(restless, echo).maxSteps(4).build().invoke("x");
        assertThat(result.reason()).isEqualTo(StopReason.STEPS);
        assertThat(result.text()).isEqualTo("尽力了");
        assertThat(called).hasSize(4);
        assertThat(requests).hasSize(5);
    }

    @Test
    void stopsWithoutALastWordWhereNoneIsWanted() {
        AgentResult result = agent(scripted(calls(call("1", "echo", "{}"))), echo)
                .maxSteps(1)
                .lastWord(false)
                .build()
                .invoke("x");
        assertThat(result.text()).isEmpty();
        assertThat(result.reason()).isEqualTo(StopReason.STEPS);
        assertThat(requests).hasSize(1);
    }

    @Test
    void noticesThatItGoesInCircles() {
        int[] id = {0};
        ChatModel circling = (request, run) ->
                new ChatResponse(calls(call("c" + id[0]++, "echo", "same")), FinishReason.STOP, USAGE, "m");
        AgentResult result = agent(circling, echo).lastWord(false).build().invoke("x");
        assertThat(result.reason()).isEqualTo(StopReason.LOOP);
        assertThat(called).hasSize(4);
    }

    @Test
    void stopsWhereTimeOrTokensAreSpent() {
        Instant[] now = {Instant.EPOCH};
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        Tool slow = tool("slow", arguments -> {
            now[0] = now[0].plusSeconds(61);
            return "";
        });
        AgentResult late = agent(scripted(calls(call("1", "slow", "{}")), AiMessage.of("晚了")), slow)
                .maxTime(Duration.ofMinutes(1))
                .clock(clock)
                .build()
                .invoke("x");
        assertThat(late.reason()).isEqualTo(StopReason.TIME);
        AgentResult dear = agent(scripted(calls(call("1", "echo", "{}")), AiMessage.of("贵了")), echo)
                .limits(AgentLimits.DEFAULT.withTokens(15))
                .build()
                .invoke("x");
        assertThat(dear.reason()).isEqualTo(StopReason.TOKENS);
    }

    @Test
    void aCallThatIsNotAllowedIsNotMade() {
        Tool bad = tool("delete", arguments -> "deleted");
        AgentResult result = agent(
                        scripted(calls(call("1", "delete", "{}"), call("2", "echo", "{}")), AiMessage.of("好")),
                        bad,
                        echo)
                .approval(ToolApproval.ask(Set.of("delete"), call -> false))
                .build()
                .invoke("x");
        assertThat(called).containsExactly("echo{}");
        assertThat(result.state().messages())
                .contains(new ToolMessage("1", "The call was refused: The person did not allow this call.", true));
    }

    @Test
    void waitsForAPersonAndGoesOnFromTheSavedState() {
        ChatModel model = scripted(calls(call("1", "echo", "{}")), AiMessage.of("好"));
        AgentExecutor executor = agent(model, echo)
                .approval(ToolApproval.waitFor(Set.of("echo")))
                .build();
        AgentResult waiting = executor.invoke("任务");
        assertThat(waiting.reason()).isEqualTo(StopReason.WAITING);
        assertThat(waiting.state().openCalls()).containsExactly(call("1", "echo", "{}"));
        assertThat(called).isEmpty();

        AgentState loaded = AgentState.fromMap(waiting.state().toMap());
        assertThat(loaded).isEqualTo(waiting.state());
        assertThat(executor.resume(loaded).reason()).isEqualTo(StopReason.WAITING);
        AgentResult done = executor.resume(loaded, ToolApproval.all());
        assertThat(done.text()).isEqualTo("好");
        assertThat(done.state().steps()).isEqualTo(2);
        assertThat(called).containsExactly("echo{}");
    }

    @Test
    void everyStepCanBeSavedAndGoneOnFrom() {
        List<AgentState> saved = new ArrayList<>();
        AiMessage[] script = {calls(call("1", "echo", "{}")), calls(call("2", "echo", "[]")), AiMessage.of("好")};
        agent(scripted(script), echo).onStep(saved::add).build().invoke("任务");
        assertThat(saved).hasSize(5);
        for (AgentState state : saved.subList(0, 4)) {
            called.clear();
            int decided = state.steps();
            AiMessage[] rest = List.of(script).subList(decided, script.length).toArray(AiMessage[]::new);
            AgentResult result = agent(scripted(rest), echo).build().resume(state);
            assertThat(result.text()).isEqualTo("好");
            assertThat(result.state()).isEqualTo(saved.get(4));
        }
    }

    @Test
    void refusesWhatIsNoState() {
        assertThatThrownBy(() -> AgentState.fromMap(Map.of("steps", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages");
        assertThatThrownBy(() -> AgentState.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void remembersAConversation() {
        AgentExecutor executor = agent(scripted(AiMessage.of("你也好啊")), echo).build();
        executor.inConversation().invoke(new Turn("再见", List.of(Message.user("你好啊"), Message.ai("你也好啊"))));
        assertThat(requests.get(0).messages())
                .containsExactly(Message.system("只说中文"), Message.user("你好啊"), Message.ai("你也好啊"), Message.user("再见"));
    }

    @Test
    void streamsTheAnswer() {
        AgentExecutor executor = agent(scripted(calls(call("1", "echo", "{}")), AiMessage.of("答案")), echo)
                .build();
        try (Streamed<AgentResult> stream = executor.stream("x")) {
            assertThat(String.join("", stream.text().toList())).isEqualTo("答案");
            assertThat(stream.result().text()).isEqualTo("答案");
        }
    }

    @Test
    void aModelsFailureIsThrown() {
        ChatModel down = (request, run) -> {
            throw new IllegalStateException("down");
        };
        assertThatThrownBy(() -> agent(down, echo).build().invoke("x")).hasMessage("down");
    }

    @Test
    void twoToolsOfOneNameAreRefused() {
        assertThatThrownBy(() -> agent(scripted(AiMessage.of("x")), echo, echo).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tools are named 'echo'");
    }
}
