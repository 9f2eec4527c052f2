package dev.lian4j.models.gemini;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Results of tools in the order of their calls: without ids of its own the server tells them apart by their places only. */
final class ResultOrder {

    private ResultOrder() {}

    static List<Message> sorted(List<Message> messages) {
        List<Message> sorted = new ArrayList<>();
        List<String> calls = List.of();
        List<ToolMessage> results = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof ToolMessage result) {
                results.add(result);
                continue;
            }
            flush(results, calls, sorted);
            if (message instanceof AiMessage said) {
                calls = said.toolCalls().stream().map(ToolCall::id).toList();
            }
            sorted.add(message);
        }
        flush(results, calls, sorted);
        return sorted;
    }

    private static void flush(List<ToolMessage> results, List<String> calls, List<Message> into) {
        results.sort(Comparator.comparingInt(result -> calls.indexOf(result.toolCallId())));
        into.addAll(results);
        results.clear();
    }
}
