package dev.lian4j.memory;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/** Cuts conversations where the person speaks, so that a tool call and its result stay together. */
final class Turns {

    private Turns() {}

    /** The system messages and the last {@code count} turns, in their order. */
    static List<Message> last(int count, List<Message> messages) {
        int from = messages.size();
        for (int turns = 0; from > 0 && turns < count; turns++) {
            from = startBefore(from, messages);
        }
        return withSystemMessages(messages, from);
    }

    /** The system messages and as many of the last turns as fit with them into so many tokens. */
    static List<Message> fitting(int maxTokens, TokenCounter counter, List<Message> messages) {
        return withSystemMessages(messages, startOfFitting(maxTokens, counter, messages));
    }

    /** Where the last turns that fit start; each message is counted once. */
    static int startOfFitting(int maxTokens, TokenCounter counter, List<Message> messages) {
        int left = maxTokens - counter.count(systemMessages(messages));
        int from = messages.size();
        while (from > 0) {
            int start = startBefore(from, messages);
            left -= counter.count(withoutSystemMessages(messages.subList(start, from)));
            if (left < 0) {
                return from;
            }
            from = start;
        }
        return from;
    }

    private static List<Message> systemMessages(List<Message> messages) {
        return messages.stream().filter(SystemMessage.class::isInstance).toList();
    }

    static List<Message> withoutSystemMessages(List<Message> messages) {
        return messages.stream()
                .filter(message -> !(message instanceof SystemMessage))
                .toList();
    }

    /** Where the last turn before {@code end} starts. Messages before the first word of the person are a turn too. */
    static int startBefore(int end, List<Message> messages) {
        int at = end - 1;
        while (at > 0 && !starts(at, messages)) {
            at--;
        }
        return Math.max(at, 0);
    }

    /** What the person says twice on end is one turn: no model has answered between. */
    private static boolean starts(int at, List<Message> messages) {
        return messages.get(at) instanceof UserMessage && !(messages.get(at - 1) instanceof UserMessage);
    }

    /** The messages from an index on, after the system messages before it. */
    static List<Message> withSystemMessages(List<Message> messages, int from) {
        List<Message> kept = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (i >= from || messages.get(i) instanceof SystemMessage) {
                kept.add(messages.get(i));
            }
        }
        return List.copyOf(kept);
    }
}
