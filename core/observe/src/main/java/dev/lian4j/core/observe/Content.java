package dev.lian4j.core.observe;

import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.json.PlainJson;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked and answered, as attributes of the conventions: for those who have asked to see it. */
final class Content {

    private Content() {}

    static Map<String, Object> of(@Nullable Object input) {
        Map<String, Object> known = new LinkedHashMap<>();
        if (input instanceof ChatRequest request) {
            known.put("gen_ai.input.messages", PlainJson.write(messages(request.messages())));
        } else if (input instanceof ToolCall call) {
            known.put("gen_ai.tool.call.arguments", call.arguments());
        } else if (input instanceof String text) {
            known.put("gen_ai.retrieval.query.text", text);
        }
        return known;
    }

    static Map<String, Object> ofResult(@Nullable Object output) {
        Map<String, Object> known = new LinkedHashMap<>();
        if (output instanceof ChatResponse response) {
            known.put("gen_ai.output.messages", PlainJson.write(messages(List.of(response.message()))));
        } else if (output instanceof ToolMessage message) {
            known.put("gen_ai.tool.call.result", message.text());
        } else if (output instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof ScoredDocument) {
            known.put(
                    "gen_ai.retrieval.documents",
                    PlainJson.write(list.stream()
                            .map(ScoredDocument.class::cast)
                            .map(Content::document)
                            .toList()));
        }
        return known;
    }

    private static Map<String, Object> document(ScoredDocument found) {
        String id = found.document().id();
        return Map.of("id", id == null ? "" : id, "score", found.score());
    }

    private static List<Map<String, Object>> messages(List<? extends Message> messages) {
        return messages.stream()
                .map(message -> Map.<String, Object>of("role", role(message.role()), "parts", parts(message)))
                .toList();
    }

    private static String role(Role role) {
        return role == Role.AI ? "assistant" : role.name().toLowerCase(Locale.ROOT);
    }

    private static List<Map<String, Object>> parts(Message message) {
        List<Map<String, Object>> parts = new ArrayList<>();
        if (message instanceof ToolMessage result) {
            parts.add(Map.of("type", "tool_call_response", "id", result.toolCallId(), "response", result.text()));
        } else if (!message.text().isEmpty()) {
            parts.add(Map.of("type", "text", "content", message.text()));
        }
        if (message instanceof AiMessage said) {
            said.toolCalls()
                    .forEach(call -> parts.add(Map.of(
                            "type", "tool_call", "id", call.id(), "name", call.name(), "arguments", call.arguments())));
        }
        return parts;
    }
}
