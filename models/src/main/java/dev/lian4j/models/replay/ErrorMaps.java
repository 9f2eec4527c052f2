package dev.lian4j.models.replay;

import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.error.StreamTruncatedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors of models as maps of plain values, and back. The types are a closed list; no class is looked up by its name. */
final class ErrorMaps {

    private ErrorMaps() {}

    static Map<String, Object> toMap(ModelException error) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", error.getClass().getSimpleName());
        map.put("message", String.valueOf(error.getMessage()));
        map.put("status", error.status());
        map.put("retryable", error.retryable());
        error.retryAfter().ifPresent(wait -> map.put("retry_after_millis", wait.toMillis()));
        error.requestId().ifPresent(id -> map.put("request_id", id));
        error.code().ifPresent(code -> map.put("code", code));
        if (error instanceof StreamTruncatedException cut) {
            map.put("partial_text", cut.partialText());
        }
        return map;
    }

    static ModelException fromMap(Map<?, ?> map) {
        String message = text(map, "message");
        Details details = details(map);
        return switch (text(map, "type")) {
            case "AuthenticationException" -> new AuthenticationException(message, details, null);
            case "ContextLengthExceededException" -> new ContextLengthExceededException(message, details, null);
            case "InvalidResponseException" -> new InvalidResponseException(message, details, null);
            case "ModelConnectionException" -> new ModelConnectionException(message, details, null);
            case "ModelTimeoutException" -> new ModelTimeoutException(message, details, null);
            case "RateLimitedException" -> new RateLimitedException(message, details, null);
            case "StreamTruncatedException" ->
                new StreamTruncatedException(message, text(map, "partial_text"), details, null);
            default -> new ModelException(message, details, null);
        };
    }

    private static Details details(Map<?, ?> map) {
        return new Details(
                map.get("status") instanceof Number status ? status.intValue() : 0,
                Boolean.TRUE.equals(map.get("retryable")),
                map.get("retry_after_millis") instanceof Number millis ? Duration.ofMillis(millis.longValue()) : null,
                optional(map, "request_id"),
                optional(map, "code"));
    }

    private static String text(Map<?, ?> map, String key) {
        String text = optional(map, key);
        return text == null ? "" : text;
    }

    private static @Nullable String optional(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : null;
    }
}
