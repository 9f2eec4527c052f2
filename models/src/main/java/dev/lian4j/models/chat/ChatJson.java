package dev.lian4j.models.chat;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.MessageMaps;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Requests and replies as maps of plain values, which {@link JsonMaps} writes as JSON, and back. Equal requests give
 * equal JSON. Names and forms are this library's own, the same for every provider. Thread safe.
 */
public final class ChatJson {

    private ChatJson() {}

    /** A request: {@code messages}, and {@code parameters} where there are any. */
    public static Map<String, Object> toMap(ChatRequest request) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("messages", request.messages().stream().map(ChatJson::message).toList());
        ParameterMaps.put(map, "parameters", ParameterMaps.toMap(request.parameters()));
        return map;
    }

    /**
     * The request of such a map.
     *
     * @throws IllegalArgumentException if a value is missing or not what it should be
     */
    public static ChatRequest requestFrom(Map<String, ?> map) {
        Fields fields = new Fields(map);
        List<Message> messages = fields.list(
                "messages", value -> MessageMaps.fromMap(Fields.of(value).map()));
        return new ChatRequest(messages, ParameterMaps.fromMap(fields.object("parameters")));
    }

    /** Its {@code extra} has no order of its own, and would give another JSON in each JVM. */
    private static Map<String, Object> message(Message message) {
        Map<String, Object> map = MessageMaps.toMap(message);
        map.computeIfPresent("extra", (key, extra) -> new TreeMap<>(((AiMessage) message).extra()));
        return map;
    }

    /** A reply: {@code message}, {@code finish_reason}, {@code usage}, {@code model}, and what else there is. */
    public static Map<String, Object> toMap(ChatResponse response) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("message", message(response.message()));
        map.put("finish_reason", ParameterMaps.small(response.finishReason()));
        ParameterMaps.put(map, "usage", usage(response.usage()));
        map.put("model", response.model());
        ParameterMaps.put(
                map,
                "alternatives",
                response.alternatives().stream().map(ChatJson::toMap).toList());
        ParameterMaps.put(
                map,
                "logprobs",
                response.logprobs().stream().map(ChatJson::logprob).toList());
        return map;
    }

    private static Map<String, Object> usage(TokenUsage usage) {
        Map<String, Object> map = new LinkedHashMap<>();
        count(map, "input", usage.input());
        count(map, "output", usage.output());
        count(map, "cached_input", usage.cachedInput());
        count(map, "reasoning", usage.reasoning());
        return map;
    }

    private static void count(Map<String, Object> map, String key, int tokens) {
        ParameterMaps.put(map, key, tokens == 0 ? null : tokens);
    }

    private static Map<String, Object> logprob(TokenLogprob token) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("token", token.token());
        map.put("logprob", token.logprob());
        ParameterMaps.put(
                map, "top", token.top().stream().map(ChatJson::logprob).toList());
        return map;
    }

    /**
     * The reply of such a map.
     *
     * @throws IllegalArgumentException if a value is missing or not what it should be
     */
    public static ChatResponse responseFrom(Map<String, ?> map) {
        Fields fields = new Fields(map);
        if (!(MessageMaps.fromMap(Fields.of(map.get("message")).map()) instanceof AiMessage message)) {
            throw new IllegalArgumentException("The message of a reply must have the role 'ai'");
        }
        FinishReason reason = fields.named("finish_reason", FinishReason::valueOf);
        return new ChatResponse(
                message,
                reason == null ? FinishReason.OTHER : reason,
                usage(new Fields(fields.object("usage"))),
                fields.text("model"),
                fields.list(
                        "alternatives", value -> responseFrom(Fields.of(value).map())),
                fields.list("logprobs", value -> logprob(Fields.of(value))));
    }

    private static TokenUsage usage(Fields usage) {
        return new TokenUsage(
                usage.integer("input"),
                usage.integer("output"),
                usage.integer("cached_input"),
                usage.integer("reasoning"));
    }

    private static TokenLogprob logprob(Fields token) {
        return new TokenLogprob(
                token.text("token"),
                Objects.requireNonNullElse(token.decimal("logprob"), Double.NEGATIVE_INFINITY),
                token.list("top", value -> logprob(Fields.of(value))));
    }
}
