package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.ImageBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages and tools as Ollama writes them (ollama, docs/api.md, "Generate a chat completion"). For one request. */
final class OllamaMessages {

    private final Map<String, String> toolsByCall = new HashMap<>();

    JsonNode messages(List<Message> messages) {
        ArrayNode array = Json.object().arrayNode();
        messages.forEach(message -> array.add(message(message)));
        return array;
    }

    private ObjectNode message(Message message) {
        ObjectNode node = Json.object();
        if (message instanceof UserMessage user) {
            return user(node.put("role", "user"), user);
        } else if (message instanceof ToolMessage tool) {
            node.put("role", "tool").put("content", tool.text()).put("tool_call_id", tool.toolCallId());
            // Results go by the tool's name in most templates.
            return node.put("tool_name", toolsByCall.getOrDefault(tool.toolCallId(), ""));
        } else if (message instanceof AiMessage said) {
            return assistant(node.put("role", "assistant"), said);
        }
        return node.put("role", message instanceof SystemMessage ? "system" : "user")
                .put("content", message.text());
    }

    private static ObjectNode user(ObjectNode node, UserMessage message) {
        node.put("content", message.text());
        List<Content.Image> images = message.contents().stream()
                .filter(Content.Image.class::isInstance)
                .map(Content.Image.class::cast)
                .toList();
        if (!images.isEmpty()) {
            ArrayNode array = node.putArray("images");
            images.forEach(image -> array.add(base64(image)));
        }
        return node;
    }

    private static String base64(Content.Image image) {
        return ImageBytes.of(image)
                .map(ImageBytes::base64)
                .orElseThrow(() -> new ModelException("Ollama takes images as bytes only, not by address; load the"
                        + " image and pass Content.Image.of(bytes, mediaType)"));
    }

    private ObjectNode assistant(ObjectNode node, AiMessage message) {
        node.put("content", message.text());
        if (!message.toolCalls().isEmpty()) {
            // A model that thinks between calls goes on from its thoughts.
            if (!message.reasoning().isEmpty()) {
                node.put("thinking", message.reasoning());
            }
            ArrayNode calls = node.putArray("tool_calls");
            message.toolCalls().forEach(call -> call(calls.addObject(), call));
        }
        return node;
    }

    private void call(ObjectNode node, ToolCall call) {
        toolsByCall.put(call.id(), call.name());
        ObjectNode function = node.put("id", call.id()).putObject("function").put("name", call.name());
        // A model may have written what is no object; Ollama would refuse the whole conversation.
        function.set(
                "arguments",
                Json.read(call.arguments()).filter(JsonNode::isObject).orElseGet(Json::object));
    }

    static JsonNode tools(List<ToolSpec> tools) {
        ArrayNode array = Json.object().arrayNode();
        for (ToolSpec tool : tools) {
            ObjectNode function = array.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name()).put("description", tool.description());
            function.set("parameters", Json.of(tool.parameters()));
        }
        return array;
    }
}
