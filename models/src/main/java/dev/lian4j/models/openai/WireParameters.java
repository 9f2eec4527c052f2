package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes parameters into the body of a request; what is not set is left out. */
record WireParameters(ObjectNode body, Dialect dialect) {

    /** The fields that chat and completions share. */
    void common(ChatParameters given) {
        put("model", given.model());
        put("temperature", given.temperature());
        put("top_p", given.topP());
        put("top_k", given.topK());
        put("stop", given.stop().isEmpty() ? null : given.stop());
        put(dialect.seedField(), given.seed());
        put("frequency_penalty", given.frequencyPenalty());
        put("presence_penalty", given.presencePenalty());
        put("logit_bias", given.logitBias().isEmpty() ? null : given.logitBias());
        put(dialect.userField(), given.user());
    }

    /** The fields of chat alone. */
    void chat(ChatParameters given) {
        put(dialect.maxTokensField(), given.maxTokens());
        put("n", given.n());
        if (given.topLogprobs() != null) {
            put("logprobs", true);
            // Some servers refuse a 0.
            put("top_logprobs", given.topLogprobs() == 0 ? null : given.topLogprobs());
        }
        put("response_format", given.responseFormat() == null ? null : responseFormat(given.responseFormat()));
        if (given.reasoningEffort() != null) {
            dialect.effort().write(body, given.reasoningEffort());
        }
        tools(given);
    }

    private void tools(ChatParameters given) {
        put("tools", given.tools().isEmpty() ? null : tools(given.tools()));
        put("tool_choice", given.toolChoice() == null ? null : toolChoice(given.toolChoice()));
        put("parallel_tool_calls", given.parallelToolCalls());
    }

    /** Asks for events, and for the figures as the last of them where wanted. */
    void stream(boolean usage) {
        body.put("stream", true);
        if (usage && dialect.streamOptions()) {
            body.putObject("stream_options").put("include_usage", true);
        }
    }

    /** Further fields by their own names; they win over ours. */
    void extra(ChatParameters given) {
        given.extra().forEach((field, value) -> body.set(field, Json.of(value)));
    }

    void put(String field, @Nullable Object value) {
        if (value != null) {
            body.set(field, Json.of(value));
        }
    }

    private static JsonNode tools(List<ToolSpec> tools) {
        ArrayNode array = Json.object().arrayNode();
        for (ToolSpec tool : tools) {
            ObjectNode function = array.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name()).put("description", tool.description());
            function.set("parameters", Json.of(tool.parameters()));
        }
        return array;
    }

    private JsonNode toolChoice(ToolChoice choice) {
        if (choice instanceof ToolChoice.Named named) {
            ObjectNode node = Json.object().put("type", "function");
            node.putObject("function").put("name", named.name());
            return node;
        } else if (choice instanceof ToolChoice.Required) {
            return Json.of(dialect.required());
        }
        return Json.of(choice instanceof ToolChoice.None ? "none" : "auto");
    }

    private static ObjectNode responseFormat(ResponseFormat format) {
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
