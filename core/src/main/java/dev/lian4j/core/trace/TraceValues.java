package dev.lian4j.core.trace;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.MessageMaps;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.TokenUsage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What steps take and give, as plain values that JSON can hold. */
final class TraceValues {
    private final int longest;

    /** Texts longer than this many characters are cut. */
    TraceValues(int longest) {
        this.longest = longest;
    }

    @Nullable
    Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::orNull).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), plain(inner)));
            return copy;
        }
        return ofCore(value);
    }

    private Object orNull(@Nullable Object value) {
        Object plain = plain(value);
        return plain == null ? "null" : plain;
    }

    private @Nullable Object ofCore(Object value) {
        if (value instanceof Message message) {
            return plain(MessageMaps.toMap(message));
        }
        if (value instanceof ChatRequest request) {
            return plain(request.messages());
        }
        if (value instanceof ChatResponse response) {
            return plain(response.message());
        }
        if (value instanceof Document document) {
            return plain(Map.of("text", document.text(), "metadata", document.metadata()));
        }
        if (value instanceof ScoredDocument found) {
            return plain(Map.of("score", found.score(), "document", found.document()));
        }
        return value instanceof float[] vector ? "float[" + vector.length + "]" : cut(String.valueOf(value));
    }

    private String cut(String text) {
        return text.length() <= longest ? text : text.substring(0, longest) + "… (" + text.length() + " characters)";
    }

    /** The tokens that an output tells of; null where it tells of none. */
    static @Nullable TokenUsage usage(@Nullable Object output) {
        TokenUsage usage = null;
        if (output instanceof ChatResponse response) {
            usage = response.usage();
        } else if (output instanceof Completion completion) {
            usage = completion.usage();
        }
        return usage == null || usage.equals(TokenUsage.UNKNOWN) ? null : usage;
    }
}
