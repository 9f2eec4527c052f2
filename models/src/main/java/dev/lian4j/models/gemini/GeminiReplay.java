package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.models.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What the model said, kept and given back. A reply with more than texts and calls, such as signatures of thoughts, is
 * kept whole, since the server wants each signature back where it was.
 */
final class GeminiReplay {

    /** The field of a message's extra that holds the parts. */
    static final String KEY = "gemini.parts";

    private GeminiReplay() {}

    /** What to keep of a reply, given without its thoughts. */
    static Map<String, Object> extra(List<ObjectNode> parts) {
        boolean plain = parts.stream().allMatch(part -> part.size() == 1 && (part.has("text") || isCall(part)));
        return plain ? Map.of() : Map.of(KEY, parts.stream().map(Json::plain).toList());
    }

    private static boolean isCall(JsonNode part) {
        return part.has("functionCall");
    }

    /** The parts of a message: those that were kept, where the message still says the same. */
    static ArrayNode parts(AiMessage said) {
        JsonNode kept = Json.of(said.extra().getOrDefault(KEY, List.of()));
        ArrayNode parts = Json.object().arrayNode();
        if (same(kept, said)) {
            return parts.addAll((ArrayNode) kept);
        }
        if (!said.text().isEmpty()) {
            parts.addObject().put("text", said.text());
        }
        List<JsonNode> before = StreamSupport.stream(kept.spliterator(), false)
                .filter(GeminiReplay::isCall)
                .toList();
        for (int i = 0; i < said.toolCalls().size(); i++) {
            ToolCall call = said.toolCalls().get(i);
            call(parts.addObject(), call, i < before.size() ? before.get(i) : Json.object());
        }
        return parts;
    }

    private static boolean same(JsonNode kept, AiMessage said) {
        StringBuilder text = new StringBuilder();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode part : kept) {
            text.append(part.path("text").asText(""));
            if (isCall(part)) {
                calls.add(called(name(part), part.path("functionCall").path("args")));
            }
        }
        return !kept.isEmpty()
                && said.text().contentEquals(text)
                && said.toolCalls().stream()
                        .map(call -> called(call.name(), arguments(call)))
                        .toList()
                        .equals(calls);
    }

    /** A call without arguments may have come without the field. */
    private static JsonNode called(String name, JsonNode arguments) {
        return Json.object().put("name", name).set("args", arguments.isObject() ? arguments : Json.object());
    }

    /** A model may have written what is no object; the server would refuse the whole conversation. */
    private static JsonNode arguments(ToolCall call) {
        return Json.read(call.arguments()).filter(JsonNode::isObject).orElseGet(Json::object);
    }

    private static String name(JsonNode part) {
        return part.path("functionCall").path("name").asText();
    }

    /** A call, with the signature that the one at its place had before the message was changed. */
    private static void call(ObjectNode part, ToolCall call, JsonNode before) {
        ObjectNode node = part.putObject("functionCall");
        CallIds.write(node, call.id());
        node.put("name", call.name());
        node.set("args", arguments(call));
        if (name(before).equals(call.name()) && before.has("thoughtSignature")) {
            part.set("thoughtSignature", before.path("thoughtSignature"));
        }
    }
}
