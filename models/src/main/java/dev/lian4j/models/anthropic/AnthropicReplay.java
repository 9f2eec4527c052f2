package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.models.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the model said, kept and given back. A reply with more than texts and calls, such as signed thoughts, is kept
 * whole, since the server wants it back as it was.
 */
final class AnthropicReplay {

    /** The field of a message's extra that holds the blocks. */
    static final String KEY = "anthropic.content";

    private AnthropicReplay() {}

    /** What to keep of a reply. */
    static Map<String, Object> extra(List<ObjectNode> blocks) {
        boolean plain = blocks.stream().allMatch(block -> is(block, "text") || is(block, "tool_use"));
        return plain ? Map.of() : Map.of(KEY, blocks.stream().map(Json::plain).toList());
    }

    private static boolean is(JsonNode block, String type) {
        return block.path("type").asText().equals(type);
    }

    /** The blocks of a message: those that were kept, where the message still says the same. */
    static ArrayNode content(AiMessage said) {
        JsonNode kept = Json.of(said.extra().getOrDefault(KEY, List.of()));
        ArrayNode content = Json.object().arrayNode();
        if (same(kept, said)) {
            kept.forEach(block -> keep(content, block));
            return content;
        }
        // Changed since: the thoughts are still wanted before calls.
        kept.forEach(block -> thought(content, block));
        AnthropicMessages.text(content, said.text());
        said.toolCalls().forEach(call -> call(content.addObject(), call));
        return content;
    }

    private static boolean same(JsonNode kept, AiMessage said) {
        StringBuilder text = new StringBuilder();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode block : kept) {
            if (is(block, "text")) {
                text.append(block.path("text").asText());
            } else if (is(block, "tool_use")) {
                calls.add(called(block.path("id").asText(), block.path("input")));
            }
        }
        return !kept.isEmpty()
                && said.text().contentEquals(text)
                && said.toolCalls().stream()
                        .map(call -> called(call.id(), input(call)))
                        .toList()
                        .equals(calls);
    }

    private static JsonNode called(String id, JsonNode input) {
        return Json.object().put("id", id).set("input", input);
    }

    /** A model may have written what is no object; the server would refuse the whole conversation. */
    private static JsonNode input(ToolCall call) {
        return Json.read(call.arguments()).filter(JsonNode::isObject).orElseGet(Json::object);
    }

    private static void keep(ArrayNode content, JsonNode block) {
        if (!is(block, "text") || !block.path("text").asText().isBlank()) {
            content.add(block);
        }
    }

    private static void thought(ArrayNode content, JsonNode block) {
        if (is(block, "thinking") || is(block, "redacted_thinking")) {
            content.add(block);
        }
    }

    private static void call(ObjectNode node, ToolCall call) {
        node.put("type", "tool_use").put("id", call.id()).put("name", call.name());
        node.set("input", input(call));
    }
}
