package dev.lian4j.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReActAgentTest {

    private final List<String> prompts = new ArrayList<>();
    private final List<String> given = new ArrayList<>();

    private final Tool search = new Tool() {
        @Override
        public ToolSpec spec() {
            return new ToolSpec(
                    "search",
                    "Finds pages",
                    Map.of("type", "object", "properties", Map.of("query", Map.of("type", "string"))));
        }

        @Override
        public ToolMessage invoke(ToolCall call, Run run) {
            given.add(call.arguments());
            return new ToolMessage(call.id(), "2022 年");
        }
    };

    private AgentResult run(String task, String... replies) {
        ChatModel model = (request, run) -> {
            prompts.add(request.text());
            AiMessage said = AiMessage.of(replies[Math.min(prompts.size(), replies.length) - 1]);
            return new ChatResponse(said, FinishReason.STOP, new TokenUsage(10, 1), "m");
        };
        return AgentExecutor.of(ReActAgent.of(model, List.of(search), ReActPrompts.CHINESE), List.of(search))
                .invoke(task);
    }

    @Test
    void thinksActsObservesAndAnswers() {
        AgentResult result = run(
                "ChatGPT 何时发布?",
                " 我要查一下\nAction: search\nAction Input: ChatGPT \"发布\"",
                " 我知道答案了\nFinal Answer: 2022 年。\n第二行");
        assertThat(result.text()).isEqualTo("2022 年。\n第二行");
        assertThat(given).containsExactly("{\"query\": \"ChatGPT \\\"发布\\\"\"}");
        assertThat(prompts.get(0))
                .contains("search: Finds pages Input: {")
                .contains("[search]")
                .endsWith("Question: ChatGPT 何时发布?\nThought:");
        assertThat(prompts.get(1))
                .endsWith("Question: ChatGPT 何时发布?\nThought: 我要查一下\nAction: search\nAction Input:"
                        + " {\"query\": \"ChatGPT \\\"发布\\\"\"}\nObservation: 2022 年\nThought:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action: search\nAction Input: {\"query\": \"x\"}",
                "Thought: hm\nAction: search\nAction Input: {\"query\": \"x\"}\nObservation: invented\nFinal Answer: wrong",
                "**Action:** search\n**Action Input:** {\"query\": \"x\"}",
                "Action 1: search\nAction 1 Input: {\"query\": \"x\"}",
                "Action:search\n\nAction Input:\n```json\n{\"query\": \"x\"}\n```",
                "Action:search\nAction Input:{\"query\": \"x\"}"
            })
    void readsTheFormsThatModelsWrite(String reply) {
        AgentResult result = run("?", reply, "Final Answer: done");
        assertThat(result.text()).isEqualTo("done");
        assertThat(given).containsExactly("{\"query\": \"x\"}");
    }

    @Test
    void correctsAModelThatForgetsTheForm() {
        AgentResult result = run("?", "I would like to search.", "Final Answer: 好");
        assertThat(result.text()).isEqualTo("好");
        assertThat(prompts.get(1)).contains("Thought: I would like to search.\nObservation: Your reply had neither");
        assertThat(result.state().usage()).isEqualTo(new TokenUsage(20, 2));
    }

    @Test
    void takesAStubbornReplyAsTheAnswer() {
        assertThat(run("?", "就是这样").text()).isEqualTo("就是这样");
        assertThat(prompts).hasSize(3);
    }

    @Test
    void tellsWhatWasSaidBeforeTheTask() {
        ChatModel model = (request, run) -> {
            prompts.add(request.text());
            return ChatResponse.of("Final Answer: 好");
        };
        ReActAgent.of(model, List.of(search))
                .invoke(AgentState.of(List.of(Message.user("我叫小王"), Message.ai("你好"), Message.user("我叫什么?"))));
        assertThat(prompts.get(0)).contains("Question: Human: 我叫小王\nAI: 你好\nHuman: 我叫什么?\n");
    }

    @Property
    void readsAnything(@ForAll String reply) {
        assertThat(ReActReply.read(reply)).isNotNull();
    }

    @Test
    void plansAndExecutes() {
        ChatModel planner = (request, run) ->
                ChatResponse.of(request.text().contains("已完成的步骤") ? "答案来自:" + request.text() : "计划:\n1. 查\n2、算\n- 写");
        List<String> told = new ArrayList<>();
        ChatResponse response = PlanAndExecute.of(
                        planner,
                        (step, run) -> {
                            told.add(step);
                            return ChatResponse.of("结果" + told.size());
                        },
                        PlanAndExecute.PlanPrompts.CHINESE)
                .invoke("任务");
        assertThat(told).hasSize(3).first().isEqualTo("查");
        assertThat(told.get(2)).isEqualTo("Done so far:\n查: 结果1\n算: 结果2\n\nNow: 写");
        assertThat(response.text()).contains("任务:任务").contains("写: 结果3");
    }
}
