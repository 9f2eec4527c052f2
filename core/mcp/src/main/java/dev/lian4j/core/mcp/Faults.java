package dev.lian4j.core.mcp;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the SDK's errors mean, in words. They come wrapped several times. */
final class Faults {

    private Faults() {}

    /** As the end of a sentence about what was tried. */
    static String told(@Nullable Throwable error) {
        return find(error, McpError.class)
                .map(e -> " was refused: " + firstLine(e))
                .orElseGet(() -> " failed: " + reason(error));
    }

    private static String reason(@Nullable Throwable error) {
        if (has(error, McpHttpClientTransportAuthorizationException.class)) {
            return "it wants to know who asks; give it a key with header(\"Authorization\", ...)";
        }
        if (has(error, UnresolvedAddressException.class)) {
            return "there is no such host; see to the address";
        }
        if (has(error, ConnectException.class) || has(error, HttpTimeoutException.class)) {
            return "nobody answers; is it running, and is the address right?";
        }
        return innermost(error).map(Faults::firstLine).orElse("unknown");
    }

    private static boolean has(@Nullable Throwable error, Class<? extends Throwable> type) {
        return find(error, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable error, Class<T> type) {
        return chain(error).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Optional<Throwable> innermost(@Nullable Throwable error) {
        return chain(error).reduce((outer, inner) -> inner);
    }

    private static Stream<Throwable> chain(@Nullable Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }

    /** The lines after it are of use to nobody who has no debugger. */
    private static String firstLine(Throwable error) {
        String message = error.getMessage();
        return message == null
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
