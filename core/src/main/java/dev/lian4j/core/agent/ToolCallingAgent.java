package dev.lian4j.core.agent;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent for models that can call tools. It streams what the model says.
 *
 * @param model decides
 * @param tools what it may call
 * @param instructions told as a system message before all others; none where empty
 */
public record ToolCallingAgent(ChatModel model, List<Tool> tools, String instructions) implements Agent {

    /** Copies the tools. */
    public ToolCallingAgent {
        tools = List.copyOf(tools);
    }

    /** An agent without instructions of its own. */
    public static ToolCallingAgent of(ChatModel model, List<? extends Tool> tools) {
        return new ToolCallingAgent(model, List.copyOf(tools), "");
    }

    /** This agent with instructions. */
    public ToolCallingAgent instructed(String newInstructions) {
        return new ToolCallingAgent(model, tools, newInstructions);
    }

    @Override
    public ChatResponse invoke(AgentState state, Run run) {
        List<Message> messages = new ArrayList<>();
        if (!instructions.isEmpty()) {
            messages.add(Message.system(instructions));
        }
        messages.addAll(state.messages());
        ChatParameters parameters = ChatParameters.builder()
                .tools(tools.stream().map(Tool::spec).toList())
                .build();
        return run.call(model, new ChatRequest(messages, parameters));
    }
}
