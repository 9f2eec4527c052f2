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
import dev.lian4j.models.http.Json;
import java.util.List;
import okio.ByteString;

/** Messages as OpenAI's protocol writes them (openai-openapi, CreateChatCompletionRequest). */
record WireMessages(Dialect dialect) {

    private static final int SHORT_ID = 9;

    JsonNode messages(List<Message> messages) {
        ArrayNode array = Json.object().arrayNode();
        messages.forEach(message -> array.add(message(message)));
        return array;
    }

    private ObjectNode message(Message message) {
        ObjectNode node = Json.object();
        if (message instanceof SystemMessage) {
            return node.put("role", "system").put("content", message.text());
        } else if (message instanceof UserMessage user) {
            return node.put("role", "user").set("content", contents(user.contents()));
        } else if (message instanceof ToolMessage tool) {
            return node.put("role", "tool")
                    .put("tool_call_id", id(tool.toolCallId()))
                    .put("content", tool.text());
        }
        return assistant(node, (AiMessage) message);
    }

    private ObjectNode assistant(ObjectNode node, AiMessage message) {
        node.put("role", "assistant");
        if (message.toolCalls().isEmpty()) {
            return node.put("content", message.text());
        }
        node.put("content", message.text().isEmpty() ? null : message.text());
        // Elsewhere providers refuse their thoughts, or would bill for them.
        if (dialect.returnReasoning() && !message.reasoning().isEmpty()) {
            node.put("reasoning_content", message.reasoning());
        }
        ArrayNode calls = node.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            ObjectNode function = calls.addObject()
                    .put("id", id(call.id()))
                    .put("type", "function")
                    .putObject("function");
            function.put("name", call.name()).put("arguments", call.arguments());
        }
        return node;
    }

    /** Another provider's id in a form that this one takes; the same for a call and its result. */
    private String id(String id) {
        boolean takes = !dialect.shortIds() || id.matches("[A-Za-z0-9]{9}");
        return takes ? id : ByteString.encodeUtf8(id).sha256().hex().substring(0, SHORT_ID);
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
}
