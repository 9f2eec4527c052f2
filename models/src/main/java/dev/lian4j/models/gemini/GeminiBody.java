package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.http.Json;
import java.util.List;
import java.util.Map;

/**
 * Requests as the Gemini API has them.
 *
 * @param thinkingLevels whether thinking is asked for by level
 */
record GeminiBody(boolean thinkingLevels) {

    private static final String CONFIG = "generationConfig";

    ObjectNode body(ChatRequest request) {
        ChatParameters given = request.parameters();
        ObjectNode body = Json.object();
        system(body, request.messages());
        body.set("contents", contents(request));
        tools(body, given.tools());
        choice(body, given);
        ObjectNode config = GeminiConfig.of(given, thinkingLevels);
        if (!config.isEmpty()) {
            body.set(CONFIG, config);
        }
        given.extra().forEach((field, value) -> extra(body, field, value));
        return body;
    }

    private static ArrayNode contents(ChatRequest request) {
        ArrayNode contents = new GeminiMessages().contents(request.messages());
        if (contents.isEmpty()) {
            throw new ModelException("Gemini needs a message that is not of the system and not empty; add one");
        }
        return contents;
    }

    /** System messages stand apart, wherever they came in the conversation. */
    private static void system(ObjectNode body, List<Message> messages) {
        for (Message message : messages) {
            if (message instanceof SystemMessage) {
                body.withObject("/systemInstruction")
                        .withArray("/parts")
                        .addObject()
                        .put("text", message.text());
            }
        }
    }

    private static void tools(ObjectNode body, List<ToolSpec> tools) {
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (ToolSpec tool : tools) {
            ObjectNode node = functions.addObject().put("name", tool.name()).put("description", tool.description());
            node.set("parametersJsonSchema", Json.of(tool.parameters()));
        }
    }

    private static void choice(ObjectNode body, ChatParameters given) {
        ToolChoice choice = given.toolChoice();
        if (choice == null || given.tools().isEmpty()) {
            return;
        }
        ObjectNode config = body.putObject("toolConfig").putObject("functionCallingConfig");
        config.put("mode", mode(choice));
        if (choice instanceof ToolChoice.Named named) {
            config.putArray("allowedFunctionNames").add(named.name());
        }
    }

    private static String mode(ToolChoice choice) {
        if (choice instanceof ToolChoice.None) {
            return "NONE";
        }
        return choice instanceof ToolChoice.Auto ? "AUTO" : "ANY";
    }

    /** Further fields by their own names; they win over ours, the settings one by one. */
    private static void extra(ObjectNode body, String field, Object value) {
        if (field.equals(CONFIG) && value instanceof Map<?, ?> more) {
            ObjectNode config = body.withObject("/" + CONFIG);
            more.forEach((name, setting) -> config.set(String.valueOf(name), Json.of(setting)));
        } else {
            body.set(field, Json.of(value));
        }
    }
}
