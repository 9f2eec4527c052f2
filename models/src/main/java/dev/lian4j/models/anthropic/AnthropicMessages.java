package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.ImageBytes;
import java.util.Optional;

/**
 * A conversation as turns of user and assistant, one after the other: what one side says in a row is one turn, results
 * of tools are said by the user, and blank texts, which the server refuses, are left out.
 */
final class AnthropicMessages {

    private final ArrayNode turns = Json.object().arrayNode();

    private AnthropicMessages() {}

    static ArrayNode turns(Iterable<Message> messages) {
        AnthropicMessages written = new AnthropicMessages();
        messages.forEach(written::add);
        return written.turns;
    }

    private void add(Message message) {
        if (message instanceof SystemMessage) {
            return;
        }
        ArrayNode content = content(message);
        if (message instanceof ToolMessage) {
            insertResult(turn("user"), content.get(0));
        } else if (!content.isEmpty()) {
            turn(message instanceof AiMessage ? "assistant" : "user").addAll(content);
        }
    }

    /** The server wants results before all else in their turn. */
    private static void insertResult(ArrayNode turn, JsonNode result) {
        int at = 0;
        while (turn.path(at).path("type").asText().equals("tool_result")) {
            at++;
        }
        turn.insert(at, result);
    }

    private ArrayNode turn(String role) {
        if (turns.path(turns.size() - 1).path("role").asText().equals(role)
                && turns.get(turns.size() - 1).path("content") instanceof ArrayNode open) {
            return open;
        }
        return turns.addObject().put("role", role).putArray("content");
    }

    private static ArrayNode content(Message message) {
        if (message instanceof AiMessage said) {
            return AnthropicReplay.content(said);
        }
        ArrayNode content = Json.object().arrayNode();
        if (message instanceof ToolMessage result) {
            result(content.addObject(), result);
        } else if (message instanceof UserMessage user) {
            user.contents().forEach(part -> part(content, part));
        }
        return content;
    }

    private static void result(ObjectNode node, ToolMessage result) {
        node.put("type", "tool_result").put("tool_use_id", result.toolCallId());
        if (!result.text().isEmpty()) {
            node.put("content", result.text());
        }
        if (result.error()) {
            node.put("is_error", true);
        }
    }

    private static void part(ArrayNode content, Content part) {
        if (part instanceof Content.Image image) {
            image(content.addObject().put("type", "image").putObject("source"), image);
        } else if (part instanceof Content.Text said) {
            text(content, said.text());
        }
    }

    static void text(ArrayNode content, String text) {
        if (!text.isBlank()) {
            content.addObject().put("type", "text").put("text", text);
        }
    }

    private static void image(ObjectNode source, Content.Image image) {
        Optional<ImageBytes> bytes = ImageBytes.of(image);
        if (bytes.isPresent()) {
            source.put("type", "base64").put("media_type", bytes.get().mediaType());
            source.put("data", bytes.get().base64());
        } else if ("data".equalsIgnoreCase(image.uri().getScheme())) {
            throw new ModelException(
                    "Anthropic takes images in Base64 or by address; pass Content.Image.of(bytes," + " mediaType)");
        } else {
            source.put("type", "url").put("url", image.uri().toString());
        }
    }
}
