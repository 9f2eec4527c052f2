package dev.lian4j.core.agent;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.MessageMaps;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far an agent has come. What it did and saw is in the messages, so a saved state can be gone on from in another
 * process. Immutable.
 *
 * @param messages the conversation before the task, the task, and each step's calls and results
 * @param steps how often the agent has decided
 * @param usage the tokens that its decisions took
 */
public record AgentState(List<Message> messages, int steps, TokenUsage usage) {

    /** Copies the messages. */
    public AgentState {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("An agent needs at least one message: its task");
        }
    }

    /** At the start of a task. */
    public static AgentState of(String task) {
        return of(List.of(Message.user(task)));
    }

    /** At the start of a task that is the last message of a conversation. */
    public static AgentState of(List<Message> conversation) {
        return new AgentState(conversation, 0, TokenUsage.UNKNOWN);
    }

    /** After one more decision. */
    AgentState decided(ChatResponse response) {
        return new AgentState(joined(List.of(response.message())), steps + 1, usage.plus(response.usage()));
    }

    /** After tools have been called. */
    AgentState seen(List<ToolMessage> results) {
        return new AgentState(joined(results), steps, usage);
    }

    private List<Message> joined(List<? extends Message> more) {
        List<Message> all = new ArrayList<>(messages);
        all.addAll(more);
        return all;
    }

    /** The calls of the last decision that have no result yet. Ids need to differ within one decision only. */
    public List<ToolCall> openCalls() {
        int last = lastDecision();
        if (last < 0) {
            return List.of();
        }
        Set<String> answered = messages.subList(last, messages.size()).stream()
                .filter(ToolMessage.class::isInstance)
                .map(message -> ((ToolMessage) message).toolCallId())
                .collect(Collectors.toSet());
        return ((AiMessage) messages.get(last))
                .toolCalls().stream()
                        .filter(call -> !answered.contains(call.id()))
                        .toList();
    }

    private int lastDecision() {
        int at = messages.size() - 1;
        while (at >= 0 && !(messages.get(at) instanceof AiMessage)) {
            at--;
        }
        return at;
    }

    /** This state as a map of plain values, to be written as JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("messages", messages.stream().map(MessageMaps::toMap).toList());
        map.put("steps", steps);
        map.put("input_tokens", usage.input());
        map.put("output_tokens", usage.output());
        return map;
    }

    /**
     * The state of such a map.
     *
     * @throws IllegalArgumentException if it is not such a map
     */
    public static AgentState fromMap(Map<String, ?> map) {
        if (!(map.get("messages") instanceof List<?> messages)) {
            throw new IllegalArgumentException("An agent's state needs a list 'messages', got keys " + map.keySet());
        }
        return new AgentState(
                messages.stream().map(AgentState::message).toList(),
                number(map, "steps"),
                new TokenUsage(number(map, "input_tokens"), number(map, "output_tokens")));
    }

    private static Message message(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("A message of an agent's state is no object");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, inner) -> named.put(String.valueOf(key), inner));
        return MessageMaps.fromMap(named);
    }

    private static int number(Map<String, ?> map, String key) {
        if (map.get(key) instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("An agent's state needs a number '" + key + "', got keys " + map.keySet());
    }
}
