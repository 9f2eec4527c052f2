package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.Unsupported;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a model was set, and how that is written.
 *
 * @param parameters how to answer, where a request does not say otherwise
 * @param options Ollama's own options
 * @param keepAlive how long the model stays in memory
 * @param drop whether what Ollama lacks is left out
 */
record OllamaParameters(
        ChatParameters parameters,
        Map<String, Object> options,
        @Nullable Duration keepAlive,
        boolean drop) {

    /** The request with all its parameters, as far as they can be had. */
    ChatRequest fitting(ChatRequest request, Set<ChatFeature> has) {
        ChatRequest asked =
                new ChatRequest(request.messages(), request.parameters().orElse(parameters));
        return Unsupported.check("Ollama", asked, has, drop);
    }

    /** The fields that chat and continuations share. */
    ObjectNode body(ChatParameters given, boolean stream) {
        ObjectNode body = Json.object().put("model", given.model()).put("stream", stream);
        ObjectNode written = options(given);
        if (!written.isEmpty()) {
            body.set("options", written);
        }
        if (given.responseFormat() != null) {
            body.set("format", format(given.responseFormat()));
        }
        if (given.reasoningEffort() != null) {
            body.set("think", think(given.reasoningEffort()));
        }
        if (given.topLogprobs() != null) {
            body.put("logprobs", true).put("top_logprobs", given.topLogprobs());
        }
        if (keepAlive != null) {
            body.put("keep_alive", keepAlive.isNegative() ? -1 : keepAlive.toSeconds());
        }
        return body;
    }

    private ObjectNode options(ChatParameters given) {
        ObjectNode written = Json.object();
        put(written, "temperature", given.temperature());
        put(written, "top_p", given.topP());
        put(written, "top_k", given.topK());
        put(written, "num_predict", given.maxTokens());
        put(written, "stop", given.stop().isEmpty() ? null : given.stop());
        put(written, "seed", given.seed());
        put(written, "frequency_penalty", given.frequencyPenalty());
        put(written, "presence_penalty", given.presencePenalty());
        options.forEach((name, value) -> put(written, name, value));
        return written;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.set(name, Json.of(value));
        }
    }

    private static JsonNode format(ResponseFormat format) {
        return format instanceof ResponseFormat.JsonSchema schema ? Json.of(schema.schema()) : Json.of("json");
    }

    /** Some models think by degrees, for the others each degree is on. */
    private static JsonNode think(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> Json.of(false);
            case MINIMAL -> Json.of("low");
            default -> Json.of(effort.name().toLowerCase(Locale.ROOT));
        };
    }

    /** Further fields by their own names; they win over ours, options one by one. */
    static void extra(ObjectNode body, ChatParameters given) {
        given.extra().forEach((field, value) -> {
            if (field.equals("options")
                    && body.path("options") instanceof ObjectNode ours
                    && value instanceof Map<?, ?> more) {
                more.forEach((name, option) -> put(ours, String.valueOf(name), option));
            } else {
                body.set(field, Json.of(value));
            }
        });
    }
}
