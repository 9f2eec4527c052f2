package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several agents in one conversation, of which one has the word and may hand it to another by calling its
 * {@code transfer_to_NAME}. Who has it is read from the conversation itself, so that a saved state goes on with the right
 * one. Give each agent the {@linkplain #transferTo tools} that lead to those it may hand to, and the executor all tools.
 *
 * @param agents by name: letters, digits, {@code _} and {@code -}
 * @param first who has the word at first
 */
public record HandoffAgent(Map<String, Agent> agents, String first) implements Agent {

    private static final String PREFIX = "transfer_to_";

    /** Copies the agents, checks that the first is among them. */
    public HandoffAgent {
        agents = Map.copyOf(agents);
        if (!agents.containsKey(first)) {
            throw new IllegalArgumentException("There is no agent '" + first + "' among " + agents.keySet());
        }
    }

    /**
     * The tool by which an agent hands the word to another.
     *
     * @param when what the other is good for, so that a model knows when to call it
     */
    public static Tool transferTo(String name, String when) {
        return new Transfer(new ToolSpec(
                PREFIX + name,
                "Hands the conversation to " + name + ". " + when,
                Map.of("type", "object", "properties", Map.of())));
    }

    /** Who has the word: whoever it was handed to last. */
    public String current(AgentState state) {
        List<Message> messages = state.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof AiMessage ai) {
                for (int call = ai.toolCalls().size() - 1; call >= 0; call--) {
                    String name = target(ai.toolCalls().get(call));
                    if (agents.containsKey(name)) {
                        return name;
                    }
                }
            }
        }
        return first;
    }

    private static String target(ToolCall call) {
        return call.name().startsWith(PREFIX) ? call.name().substring(PREFIX.length()) : "";
    }

    @Override
    public ChatResponse invoke(AgentState state, Run run) {
        Chain<AgentState, ChatResponse> agent = Objects.requireNonNull(agents.get(current(state)));
        return run.call(agent, state);
    }

    private record Transfer(ToolSpec spec) implements Tool {
        @Override
        public ToolMessage invoke(ToolCall call, Run run) {
            return new ToolMessage(call.id(), "The conversation was handed over; go on with it.");
        }
    }
}
