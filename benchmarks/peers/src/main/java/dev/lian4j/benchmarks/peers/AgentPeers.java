package dev.lian4j.benchmarks.peers;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentLimits;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** An agent whose model has a tool called ten times, then answers. Operations are steps: a reply of the model and the call. */
public class AgentPeers extends BriefCalls {

    private static final int CALLS = 10;
    private static final int STEPS = CALLS + 1;

    private final AgentExecutor ours = ours();
    private final Assistant langChain4j = AiServices.builder(Assistant.class)
            .chatModel(new Calling())
            .tools(new Adder())
            .build();

    /** What is added. */
    public record Numbers(int a, int b) {}

    /** What LangChain4j makes a service of. */
    public interface Assistant {
        /** Asks. */
        String ask(String task);
    }

    /** LangChain4j's tool. */
    public static final class Adder {
        /** The sum. */
        @dev.langchain4j.agent.tool.Tool("adds two numbers")
        public int add(int a, int b) {
            return a + b;
        }
    }

    private static AgentExecutor ours() {
        List<Tool> tools = List.of(
                FunctionTool.of("add", "adds two numbers", Numbers.class, numbers -> numbers.a() + numbers.b()));
        ToolCallingAgent agent = ToolCallingAgent.of(
                (request, run) -> {
                    long done = request.messages().stream()
                            .filter(ToolMessage.class::isInstance)
                            .count();
                    return done == CALLS
                            ? dev.lian4j.core.model.ChatResponse.of("done")
                            : called(new ToolCall("c" + done, "add", arguments(done)));
                },
                tools);
        return AgentExecutor.builder(agent, tools)
                .limits(AgentLimits.DEFAULT.withSteps(STEPS))
                .build();
    }

    private static dev.lian4j.core.model.ChatResponse called(ToolCall call) {
        return new dev.lian4j.core.model.ChatResponse(
                new dev.lian4j.core.message.AiMessage("", List.of(call), ""),
                FinishReason.TOOL_CALLS,
                TokenUsage.UNKNOWN,
                "m");
    }

    private static String arguments(long done) {
        return "{\"a\": " + done + ", \"b\": 2}";
    }

    private record Calling() implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            long done = request.messages().stream()
                    .filter(ToolExecutionResultMessage.class::isInstance)
                    .count();
            AiMessage message = done == CALLS
                    ? AiMessage.from("done")
                    : AiMessage.from(ToolExecutionRequest.builder()
                            .id("c" + done)
                            .name("add")
                            .arguments(arguments(done))
                            .build());
            return ChatResponse.builder().aiMessage(message).build();
        }
    }

    /** A whole task. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public AgentResult lian4j() {
        return ours.invoke("count");
    }

    /** A whole task. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public String langChain4j() {
        return langChain4j.ask("count");
    }
}
