package dev.lian4j.examples.tutorial;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.ReActAgent;
import dev.lian4j.core.agent.ReActPrompts;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.testing.ScriptedChatModel;
import dev.lian4j.parsers.structured.StructuredOutput;
import dev.lian4j.parsers.tool.FunctionTool;
import dev.lian4j.parsers.tool.ToolMethod;
import dev.lian4j.parsers.tool.ToolMethods;
import dev.lian4j.parsers.tool.ToolParam;
import dev.lian4j.parsers.tool.ready.Calculator;
import java.util.ArrayList;
import java.util.List;

/** Tools from records and methods, agents that call them, and answers as records. The models are scripted; no key. */
public final class ToolsAndStructuredOutput {

    private ToolsAndStructuredOutput() {}

    record City(@JsonPropertyDescription("城市名") String city) {}

    record Invoice(String customer, List<String> items, double total) {}

    // tag::tool-method[]
    /** Methods become tools. */
    public static final class Shop {

        /** A tool by its annotation. */
        @ToolMethod(description = "The price of an article, in yuan")
        public double price(@ToolParam(description = "the article's name") String article) {
            return article.equals("滤芯") ? 99 : 299;
        }
    }
    // end::tool-method[]

    /** Shows each. */
    public static void main(String[] args) {
        List<Tool> tools = new ArrayList<>(ToolMethods.of(new Shop()));
        tools.add(FunctionTool.of("weather", "The weather of a city", City.class, at -> at.city() + ":晴,3 度"));
        tools.add(Calculator.create());
        tools.forEach(tool -> System.out.println(tool.spec()));
        callingTools(tools);
        thinkingAloud(tools);

        // tag::structured[]
        FakeChatModel model = FakeChatModel.of("{\"customer\": \"小王\", \"items\": [\"滤芯\"], \"total\": 99}");
        System.out.println(StructuredOutput.of(model, Invoice.class).invoke(ChatRequest.of("小王买了一个滤芯,99 元。")));
        // end::structured[]
    }

    private static void callingTools(List<Tool> tools) {
        // tag::agent[]
        ScriptedChatModel model = ScriptedChatModel.script()
                .expectText("两个滤芯")
                .callTool("price", "{\"article\": \"滤芯\"}")
                .expectText("99")
                .callTool("calculator", "{\"expression\": \"99 * 2\"}")
                .expectText("198")
                .answer("两个滤芯 198 元。")
                .build();
        AgentResult result =
                AgentExecutor.of(ToolCallingAgent.of(model, tools), tools).invoke("两个滤芯多少钱?");
        System.out.println(result.text() + " " + result.reason() + " after "
                + result.state().steps() + " steps");
        // end::agent[]
    }

    private static void thinkingAloud(List<Tool> tools) {
        FakeChatModel model =
                FakeChatModel.of("要查天气\nAction: weather\nAction Input: 北京", "知道了\nFinal Answer: 北京晴,3 度。");
        System.out.println(AgentExecutor.of(ReActAgent.of(model, tools, ReActPrompts.CHINESE), tools)
                .invoke("北京天气如何?")
                .text());
    }
}
