package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.models.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block of a reply so far: text, thoughts, a call, or what a tool of the server's own did. */
final class AnthropicBlock {

    private final ObjectNode start;
    private final int call;
    private final StringBuilder input = new StringBuilder();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

    /**
     * A block that begins so.
     *
     * @param start what the server says of it at first
     * @param call which call of the reply it is, if it is one
     */
    AnthropicBlock(ObjectNode start, int call) {
        this.start = start;
        this.call = call;
        if (!start.path("input").isEmpty()) {
            input.append(start.path("input"));
        }
    }

    boolean is(String type) {
        return start.path("type").asText().equals(type);
    }

    /** What the start brings: all, where the reply comes whole. */
    @Nullable
    Piece begin() {
        if (is("text")) {
            return new Piece.Text(start.path("text").asText(""));
        } else if (is("thinking")) {
            return new Piece.Reasoning(start.path("thinking").asText(""));
        }
        String id = start.path("id").asText();
        String name = start.path("name").asText();
        return is("tool_use") ? new Piece.ToolCallDelta(call, id, name, input.toString()) : null;
    }

    /** Takes a part: each is named after its field, but for calls' arguments and for sources. */
    @Nullable
    Piece add(JsonNode delta) {
        String more = delta.path("partial_json").asText("");
        input.append(more);
        delta.forEachEntry(this::append);
        return switch (delta.path("type").asText()) {
            case "text_delta" -> new Piece.Text(delta.path("text").asText(""));
            case "thinking_delta" -> new Piece.Reasoning(delta.path("thinking").asText(""));
            case "input_json_delta" -> is("tool_use") ? new Piece.ToolCallDelta(call, null, null, more) : null;
            default -> null;
        };
    }

    private void append(String field, JsonNode value) {
        if (field.equals("citation")) {
            start.withArray("/citations").add(value);
        } else if (value.isTextual() && !field.equals("type") && !field.equals("partial_json")) {
            texts.computeIfAbsent(
                            field, name -> new StringBuilder(start.path(name).asText("")))
                    .append(value.textValue());
        }
    }

    /** The call; {@code cut} if the answer reached its limit, when missing arguments are not merely empty ones. */
    ToolCall toolCall(boolean cut) {
        String arguments = input.isEmpty() && !cut ? "{}" : input.toString();
        return new ToolCall(start.path("id").asText(), start.path("name").asText(), arguments);
    }

    /** The block as it would have come whole. */
    ObjectNode whole() {
        texts.forEach((field, text) -> start.put(field, text.toString()));
        if (start.has("input")) {
            start.set(
                    "input",
                    Json.read(input.toString()).filter(JsonNode::isObject).orElseGet(Json::object));
        }
        return start;
    }
}
