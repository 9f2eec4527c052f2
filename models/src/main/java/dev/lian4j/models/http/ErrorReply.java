package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of an error, out of the shapes in use.
 *
 * @param message the words; may be empty
 * @param code the code, else the type; empty where there is neither
 * @param type the type, else the code
 * @param retryAfter the wait that it asks for, where it does so
 */
record ErrorReply(
        String message, String code, String type, @Nullable Duration retryAfter) {

    ErrorReply(String message, String code, String type) {
        this(message, code, type, null);
    }

    /** Statuses that providers would have sent, had the error come before the reply began. */
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("invalid_api_key", 401),
            Map.entry("authentication_error", 401),
            Map.entry("permission_error", 403),
            Map.entry("rate_limit_exceeded", 429),
            Map.entry("rate_limit_error", 429),
            Map.entry("insufficient_quota", 429),
            Map.entry("server_error", 500),
            Map.entry("api_error", 500),
            Map.entry("internal_error", 500),
            Map.entry("internal_server_error", 500),
            Map.entry("internalservererror", 500),
            Map.entry("service_unavailable", 503),
            Map.entry("overloaded_error", 503),
            Map.entry("timeout_error", 504),
            // Google's.
            Map.entry("unauthenticated", 401),
            Map.entry("permission_denied", 403),
            Map.entry("resource_exhausted", 429),
            Map.entry("internal", 500),
            Map.entry("unavailable", 503),
            Map.entry("deadline_exceeded", 504));

    /** The error that a body of HTTP status 200 reports, or null if it reports none. */
    static @Nullable ErrorReply in(JsonNode body) {
        JsonNode error = body.path("error");
        boolean said = error.isObject() ? !error.isEmpty() : !error.asText("").isEmpty() && error.isTextual();
        boolean whole = body.path("object").asText().equals("error")
                || body.path("type").asText().equals("error");
        return said || whole ? of(body) : null;
    }

    /** The error that a body reports which is known to be of an error. */
    static ErrorReply of(JsonNode body) {
        JsonNode error = body.has("error") && !body.path("error").isNull() ? body.path("error") : body;
        if (error.isTextual()) {
            return new ErrorReply(error.textValue(), text(body, "code"), text(body, "code"));
        }
        String code = code(error);
        String type = text(error, "type");
        String said = code.isEmpty() ? type : code;
        return new ErrorReply(message(error), said, type.isEmpty() ? said : type, delay(error.path("details")));
    }

    /** Google's code is the HTTP status; what it means stands beside it, and in its details. */
    private static String code(JsonNode error) {
        String status = text(error, "status");
        String reason = first(error.path("details"), "reason");
        boolean google = error.path("code").isInt() && status.matches("[A-Z_]+");
        return !google ? text(error, "code") : reason.isEmpty() ? status : reason;
    }

    private static @Nullable Duration delay(JsonNode details) {
        String delay = first(details, "retryDelay");
        return delay.matches("\\d{1,9}(\\.\\d{1,9})?s") ? Duration.parse("PT" + delay) : null;
    }

    private static String first(JsonNode list, String field) {
        for (JsonNode each : list) {
            if (!text(each, field).isEmpty()) {
                return text(each, field);
            }
        }
        return "";
    }

    private static String message(JsonNode error) {
        JsonNode detail = error.path("detail");
        // FastAPI's list of what does not fit; its other fields repeat the request.
        String fromDetail = detail.isArray() ? text(detail.path(0), "msg") : text(error, "detail");
        return text(error, "message").isEmpty() ? fromDetail : text(error, "message");
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** The status to judge by: the response's own, or what the code stands for where that says all is well. */
    int status(int httpStatus) {
        return httpStatus >= 400 ? httpStatus : Math.max(meaning(code), meaning(type));
    }

    private static int meaning(String code) {
        if (code.matches("[45]\\d\\d")) {
            return Integer.parseInt(code);
        }
        return STATUSES.getOrDefault(code.toLowerCase(Locale.ROOT), 0);
    }

    /** Whether the account is used up, which waiting does not mend. */
    boolean outOfQuota() {
        return is("insufficient_quota") || is("billing_hard_limit_reached");
    }

    /** Whether the key is at fault, which Google says with HTTP status 400. */
    boolean badKey() {
        return is("API_KEY_INVALID");
    }

    /** Whether the request is too long for the model, by its code or, for servers without one, by its words. */
    boolean tooLong() {
        String words = message.toLowerCase(Locale.ROOT);
        return is("context_length_exceeded")
                || is("exceed_context_size_error")
                || words.contains("context length")
                || words.contains("context size")
                || words.contains("context window")
                || words.contains("context limit")
                // Anthropic's.
                || words.contains("prompt is too long")
                // Gemini's.
                || words.contains("exceeds the maximum number of tokens")
                || words.contains("range of input length");
    }

    private boolean is(String wanted) {
        return code.equals(wanted) || type.equals(wanted);
    }
}
