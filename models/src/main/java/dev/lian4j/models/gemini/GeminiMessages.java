package dev.lian4j.models.gemini;

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
import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation as contents of user and model, one after the other: what one side says in a row is one content, and
 * results of tools are said by the user. For one request.
 */
final class GeminiMessages {

    private final ArrayNode contents = Json.object().arrayNode();
    private final Map<String, String> toolsByCall = new HashMap<>();

    ArrayNode contents(List<Message> messages) {
        ResultOrder.sorted(messages).forEach(this::add);
        return contents;
    }

    private void add(Message message) {
        if (message instanceof SystemMessage) {
            return;
        }
        ArrayNode parts = parts(message);
        if (!parts.isEmpty()) {
            turn(message instanceof AiMessage ? "model" : "user").addAll(parts);
        }
    }

    private ArrayNode turn(String role) {
        if (contents.path(contents.size() - 1).path("role").asText().equals(role)
                && contents.get(contents.size() - 1).path("parts") instanceof ArrayNode open) {
            return open;
        }
        return contents.addObject().put("role", role).putArray("parts");
    }

    private ArrayNode parts(Message message) {
        ArrayNode parts = Json.object().arrayNode();
        if (message instanceof AiMessage said) {
            said.toolCalls().forEach(call -> toolsByCall.put(call.id(), call.name()));
            return GeminiReplay.parts(said);
        } else if (message instanceof ToolMessage result) {
            result(parts.addObject().putObject("functionResponse"), result);
        } else if (message instanceof UserMessage user) {
            user.contents().forEach(part -> part(parts, part));
        }
        return parts;
    }

    private void result(ObjectNode node, ToolMessage result) {
        String name = toolsByCall.get(result.toolCallId());
        if (name == null) {
            throw new ModelException("Gemini wants to know which tool a result is of, and no message before it calls '"
                    + result.toolCallId() + "'; keep the model's message with the call in the conversation");
        }
        CallIds.write(node, result.toolCallId());
        node.put("name", name).putObject("response").put(result.error() ? "error" : "output", result.text());
    }

    private static void part(ArrayNode parts, Content part) {
        if (part instanceof Content.Image image) {
            image(parts.addObject(), image);
        } else if (part instanceof Content.Text said && !said.text().isEmpty()) {
            parts.addObject().put("text", said.text());
        }
    }

    private static void image(ObjectNode part, Content.Image image) {
        Optional<ImageBytes> bytes = ImageBytes.of(image);
        if (bytes.isPresent()) {
            ObjectNode data = part.putObject("inlineData");
            data.put("mimeType", bytes.get().mediaType())
                    .put("data", bytes.get().base64());
        } else if ("data".equalsIgnoreCase(image.uri().getScheme())) {
            throw new ModelException(
                    "Gemini takes images in Base64 or by address; pass Content.Image.of(bytes," + " mediaType)");
        } else {
            file(part.putObject("fileData"), image);
        }
    }

    private static void file(ObjectNode file, Content.Image image) {
        String type = URLConnection.guessContentTypeFromName(image.uri().getPath());
        if (type != null) {
            file.put("mimeType", type);
        }
        file.put("fileUri", image.uri().toString());
    }
}
