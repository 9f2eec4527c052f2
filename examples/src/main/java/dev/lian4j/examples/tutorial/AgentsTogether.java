package dev.lian4j.examples.tutorial;

import dev.lian4j.core.Chain;
import dev.lian4j.core.agent.Agent;
import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.HandoffAgent;
import dev.lian4j.core.agent.PlanAndExecute;
import dev.lian4j.core.agent.SelfAskWithSearch;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.testing.ScriptedChatModel;
import dev.lian4j.parsers.tool.ChainTool;
import java.util.List;
import java.util.Map;

/** More than one agent: a plan and its worker, small questions first, a word handed over, an agent as a tool. No key. */
public final class AgentsTogether {

    private AgentsTogether() {}

    /** Shows each. */
    public static void main(String[] args) {
        planned();
        askedInSmall();
        handedOver();
        agentAsATool();
    }

    private static void planned() {
        ChatModel planner = FakeChatModel.of("1. 查年假天数\n2. 查病假天数", "年假 27 天,病假 10 天。");
        FakeChatModel worker = FakeChatModel.of("27 天", "10 天");
        System.out.println(PlanAndExecute.of(
                        planner, Chain.of((String task) -> ChatRequest.of(task)).then(worker))
                .invoke("我一共有几种假?")
                .text());
    }

    private static void askedInSmall() {
        ChatModel model = FakeChatModel.of("Yes.\nFollow up: 静夜思的作者是谁?", "So the final answer is: 李白");
        SelfAskWithSearch.Answer answer = SelfAskWithSearch.of(model, Chain.of((String question) -> "《静夜思》,唐,李白"))
                .invoke("静夜思的作者姓什么?");
        System.out.println(answer.text() + " " + answer.followUps());
    }

    private static void handedOver() {
        // tag::handoff[]
        Tool toSales = HandoffAgent.transferTo("sales", "价格和订单");
        Agent support = ToolCallingAgent.of(
                ScriptedChatModel.script()
                        .expectText("多少钱")
                        .callTool("transfer_to_sales", "{}")
                        .build(),
                List.of(toSales));
        Agent sales = ToolCallingAgent.of(FakeChatModel.of("滤芯 99 元。"), List.of());
        HandoffAgent both = new HandoffAgent(Map.of("support", support, "sales", sales), "support");
        AgentResult result = AgentExecutor.of(both, List.of(toSales)).invoke("滤芯多少钱?");
        System.out.println(both.current(result.state()) + ": " + result.text());
        // end::handoff[]
    }

    private static void agentAsATool() {
        Chain<String, String> expert = AgentExecutor.of(
                        ToolCallingAgent.of(FakeChatModel.of("E7 是机内漏水。"), List.of()), List.of())
                .map(AgentResult::text);
        List<Tool> tools = List.of(ChainTool.of("expert", "懂净水器的专家", expert));
        ChatModel boss = ScriptedChatModel.script()
                .expectText("E7")
                .callTool("expert", "{\"input\": \"E7 是什么?\"}")
                .expectText("机内漏水")
                .answer("专家说:机内漏水。")
                .build();
        System.out.println(AgentExecutor.of(ToolCallingAgent.of(boss, tools), tools)
                .invoke("E7 是什么?")
                .text());
    }
}
