package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages and parameters as OpenAI's protocol writes them (openai-openapi, CreateChatCompletionRequest). */
final class Wire {

    private Wire() {}

    /** The fields that chat and completions share; what is not set is left out. */
    static ObjectNode common(ChatParameters parameters, String maxTokensField) {
        ObjectNode body = Json.object();
        put(body, "model", parameters.model());
        put(body, "temperature", parameters.temperature());
        put(body, "top_p", parameters.topP());
        put(body, maxTokensField, parameters.maxTokens());
        put(body, "stop", parameters.stop().isEmpty() ? null : parameters.stop());
        put(body, "seed", parameters.seed());
        return body;
    }

    /** Asks for events, and for the figures as the last of them where wanted. */
    static void stream(ObjectNode body, boolean usage) {
        body.put("stream", true);
        if (usage) {
            body.putObject("stream_options").put("include_usage", true);
        }
    }

    /** Further fields by their own names; they win over ours. */
    static void extra(ObjectNode body, ChatParameters parameters) {
        parameters.extra().forEach((field, value) -> body.set(field, Json.of(value)));
    }

    static void put(ObjectNode body, String field, @Nullable Object value) {
        if (value != null) {
            body.set(field, Json.of(value));
        }
    }

    static JsonNode messages(List<Message> messages) {
        ArrayNode array = Json.object().arrayNode();
        messages.forEach(message -> array.add(message(message)));
        return array;
    }

    private static ObjectNode message(Message message) {
        ObjectNode node = Json.object();
        if (message instanceof SystemMessage) {
            return node.put("role", "system").put("content", message.text());
        } else if (message instanceof UserMessage user) {
            return node.put("role", "user").set("content", contents(user.contents()));
        } else if (message instanceof ToolMessage tool) {
            return node.put("role", "tool")
                    .put("tool_call_id", tool.toolCallId())
                    .put("content", tool.text());
        }
        return assistant(node, (AiMessage) message);
    }

    /** Without the reasoning: providers refuse it, or would bill for it. */
    private static ObjectNode assistant(ObjectNode node, AiMessage message) {
        node.put("role", "assistant");
        if (message.toolCalls().isEmpty()) {
            return node.put("content", message.text());
        }
        node.put("content", message.text().isEmpty() ? null : message.text());
        ArrayNode calls = node.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            ObjectNode function = calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function");
            function.put("name", call.name()).put("arguments", call.arguments());
        }
        return node;
    }

    /** A lone text as it is, which every server understands; else parts. */
    private static JsonNode contents(List<Content> contents) {
        if (contents.size() == 1 && contents.get(0) instanceof Content.Text text) {
            return Json.of(text.text());
        }
        ArrayNode parts = Json.object().arrayNode();
        for (Content content : contents) {
            ObjectNode part = parts.addObject();
            if (content instanceof Content.Text text) {
                part.put("type", "text").put("text", text.text());
            } else if (content instanceof Content.Image image) {
                part.put("type", "image_url")
                        .putObject("image_url")
                        .put("url", image.uri().toString());
            }
        }
        return parts;
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

    static ObjectNode responseFormat(ResponseFormat format) {
        ObjectNode node = Json.object();
        if (format instanceof ResponseFormat.JsonSchema schema) {
            node.put("type", "json_schema");
            ObjectNode inner = node.putObject("json_schema").put("name", schema.name());
            inner.put("strict", schema.strict()).set("schema", Json.of(schema.schema()));
            return node;
        }
        return node.put("type", format instanceof ResponseFormat.JsonObject ? "json_object" : "text");
    }
}
