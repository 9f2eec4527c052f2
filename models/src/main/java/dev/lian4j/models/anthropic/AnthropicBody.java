package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests as the Messages protocol has them.
 *
 * @param cachePrompt whether tools and system messages are to be cached
 * @param adaptiveThinking whether the model decides how long to think
 */
record AnthropicBody(boolean cachePrompt, boolean adaptiveThinking) {

    ObjectNode body(ChatRequest request) {
        ChatParameters given = request.parameters();
        ObjectNode body = Json.object();
        parameters(body, given);
        system(body, request.messages());
        body.set("messages", turns(request));
        tools(body, given);
        given.extra().forEach((field, value) -> body.set(field, Json.of(value)));
        return body;
    }

    private static ArrayNode turns(ChatRequest request) {
        ArrayNode turns = AnthropicMessages.turns(request.messages());
        if (turns.isEmpty()) {
            throw new ModelException("Anthropic needs a message that is not of the system and not blank; add one");
        }
        return turns;
    }

    private void parameters(ObjectNode body, ChatParameters given) {
        put(body, "model", given.model());
        Thinking.write(body, given, adaptiveThinking);
        put(body, "temperature", given.temperature());
        put(body, "top_p", given.topP());
        put(body, "top_k", given.topK());
        put(body, "stop_sequences", given.stop().isEmpty() ? null : given.stop());
        if (given.user() != null) {
            body.putObject("metadata").put("user_id", given.user());
        }
        format(body, given.responseFormat());
    }

    private static void format(ObjectNode body, @Nullable ResponseFormat asked) {
        if (asked instanceof ResponseFormat.JsonSchema json) {
            ObjectNode format = body.withObject("/output_config").putObject("format");
            format.put("type", "json_schema").set("schema", Json.of(json.schema()));
        }
    }

    private static void put(ObjectNode body, String field, @Nullable Object value) {
        if (value != null) {
            body.set(field, Json.of(value));
        }
    }

    /** System messages stand apart, wherever they came in the conversation. */
    private void system(ObjectNode body, List<Message> messages) {
        ArrayNode blocks = Json.object().arrayNode();
        for (Message message : messages) {
            if (message instanceof SystemMessage && !message.text().isBlank()) {
                blocks.addObject().put("type", "text").put("text", message.text());
            }
        }
        if (!blocks.isEmpty()) {
            cache(blocks);
            body.set("system", blocks);
        }
    }

    private void tools(ObjectNode body, ChatParameters given) {
        if (given.tools().isEmpty()) {
            return;
        }
        ArrayNode array = body.putArray("tools");
        for (ToolSpec tool : given.tools()) {
            ObjectNode node = array.addObject().put("name", tool.name()).put("description", tool.description());
            node.set("input_schema", Json.of(tool.parameters()));
        }
        cache(array);
        Choosing.write(body, given.toolChoice(), given.parallelToolCalls());
    }

    /** A mark on the last caches all up to it. */
    private void cache(ArrayNode blocks) {
        if (cachePrompt && blocks.get(blocks.size() - 1) instanceof ObjectNode last) {
            last.putObject("cache_control").put("type", "ephemeral");
        }
    }
}
