package dev.lian4j.prompts.budget;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a conversation where a person begins to speak. What a tool was asked and what it answered stay in one piece, since
 * models refuse one without the other.
 */
final class Turns {

    private Turns() {}

    static List<List<Message>> of(List<? extends Message> messages) {
        Map<String, Integer> results = results(messages);
        List<List<Message>> turns = new ArrayList<>();
        int joinedUntil = -1;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (turns.isEmpty() || (message instanceof UserMessage && i > joinedUntil)) {
                turns.add(new ArrayList<>());
            }
            turns.get(turns.size() - 1).add(message);
            joinedUntil = Math.max(joinedUntil, lastResult(message, results));
        }
        return turns;
    }

    /** Where the result of a call stands, by the call's id. */
    private static Map<String, Integer> results(List<? extends Message> messages) {
        Map<String, Integer> results = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof ToolMessage result) {
                results.put(result.toolCallId(), i);
            }
        }
        return results;
    }

    private static int lastResult(Message message, Map<String, Integer> results) {
        return message instanceof AiMessage answer
                ? answer.toolCalls().stream()
                        .map(ToolCall::id)
                        .mapToInt(id -> results.getOrDefault(id, -1))
                        .max()
                        .orElse(-1)
                : -1;
    }
}
