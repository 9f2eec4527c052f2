package dev.lian4j.core.agent;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import java.util.List;

/** Notices an agent that does the same again and again. */
final class Repetition {

    private Repetition() {}

    /** How often the last decision's calls have followed one another, names and arguments alike; 0 without calls. */
    static int count(List<Message> messages) {
        List<List<String>> decisions = messages.stream()
                .filter(AiMessage.class::isInstance)
                .map(message -> calls((AiMessage) message))
                .toList();
        int last = decisions.size() - 1;
        int same = 0;
        while (same <= last
                && !decisions.get(last).isEmpty()
                && decisions.get(last - same).equals(decisions.get(last))) {
            same++;
        }
        return same;
    }

    private static List<String> calls(AiMessage said) {
        return said.toolCalls().stream().map(Repetition::call).toList();
    }

    private static String call(ToolCall call) {
        return call.name() + ' ' + call.arguments();
    }
}
