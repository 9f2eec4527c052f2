package dev.lian4j.core.message;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages as maps of plain values, and back: what caches, histories and recordings write as JSON. A map has
 * {@code role}: {@code system}, {@code user}, {@code ai} or {@code tool}, and {@code text}; a user's with images has
 * {@code contents} instead, a list of {@code {"text": ...}} and {@code {"image": uri}}; an AI's may have
 * {@code tool_calls}, {@code reasoning} and {@code extra}; a tool's has {@code tool_call_id} and may have {@code error}.
 */
public final class MessageMaps {

    private MessageMaps() {}

    /** A message as a map, in the order of its keys. */
    public static Map<String, Object> toMap(Message message) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message instanceof UserMessage user && !plain(user)) {
            map.put("contents", user.contents().stream().map(MessageMaps::part).toList());
            return map;
        }
        map.put("text", message.text());
        if (message instanceof AiMessage ai) {
            putAi(map, ai);
        } else if (message instanceof ToolMessage tool) {
            putTool(map, tool);
        }
        return map;
    }

    private static boolean plain(UserMessage user) {
        return user.contents().size() == 1 && user.contents().get(0) instanceof Content.Text;
    }

    private static Map<String, Object> part(Content content) {
        return content instanceof Content.Image image
                ? Map.of("image", image.uri().toString())
                : Map.of("text", ((Content.Text) content).text());
    }

    private static void putAi(Map<String, Object> map, AiMessage ai) {
        if (!ai.toolCalls().isEmpty()) {
            map.put("tool_calls", ai.toolCalls().stream().map(MessageMaps::call).toList());
        }
        if (!ai.reasoning().isEmpty()) {
            map.put("reasoning", ai.reasoning());
        }
        if (!ai.extra().isEmpty()) {
            map.put("extra", ai.extra());
        }
    }

    private static Map<String, Object> call(ToolCall call) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", call.id());
        map.put("name", call.name());
        map.put("arguments", call.arguments());
        return map;
    }

    private static void putTool(Map<String, Object> map, ToolMessage tool) {
        map.put("tool_call_id", tool.toolCallId());
        if (tool.error()) {
            map.put("error", true);
        }
    }

    /**
     * The message of such a map.
     *
     * @throws IllegalArgumentException if a value is missing, or not what it should be
     */
    public static Message fromMap(Map<String, ?> map) {
        String role = text(map, "role");
        return switch (role) {
            case "system" -> Message.system(text(map, "text"));
            case "user" -> user(map);
            case "ai" -> ai(map);
            case "tool" ->
                new ToolMessage(text(map, "tool_call_id"), text(map, "text"), Boolean.TRUE.equals(map.get("error")));
            default -> throw new IllegalArgumentException("No message has the role '" + role + "'");
        };
    }

    private static Message user(Map<String, ?> map) {
        if (!map.containsKey("contents")) {
            return Message.user(text(map, "text"));
        }
        return new UserMessage(
                maps(map.get("contents")).stream().map(MessageMaps::content).toList());
    }

    private static Content content(Map<String, ?> part) {
        return part.containsKey("image")
                ? new Content.Image(URI.create(text(part, "image")))
                : new Content.Text(text(part, "text"));
    }

    private static Message ai(Map<String, ?> map) {
        List<ToolCall> calls = maps(map.get("tool_calls")).stream()
                .map(call -> new ToolCall(text(call, "id"), text(call, "name"), text(call, "arguments")))
                .toList();
        String reasoning = map.containsKey("reasoning") ? text(map, "reasoning") : "";
        return new AiMessage(text(map, "text"), calls, reasoning, map(map.get("extra")));
    }

    private static String text(Map<String, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("A message needs a text '" + key + "', got keys " + map.keySet());
    }

    private static List<Map<String, Object>> maps(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MessageMaps::map).toList();
        }
        throw new IllegalArgumentException(
                "Expected a list in a message, got " + value.getClass().getSimpleName());
    }

    private static Map<String, Object> map(@Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "Expected an object in a message, got " + value.getClass().getSimpleName());
        }
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, inner) -> named.put(String.valueOf(key), Objects.requireNonNull(inner)));
        return named;
    }
}
