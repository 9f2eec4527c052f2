package dev.lian4j.core.mcp;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that clients wait for, by the ids of their requests. Thread safe. */
final class OpenCalls {

    /** Where a call's context has a future that completes when nobody waits for the call any more. */
    static final String ABANDONED = "lian4j.mcp.abandoned";

    /** The method by which a client says that it waits no more. */
    static final String CANCELLED = "notifications/cancelled";

    private final Map<Object, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

    /** Notes a call. */
    CompletableFuture<Void> opened(Object id) {
        CompletableFuture<Void> abandoned = new CompletableFuture<>();
        open.put(id, abandoned);
        return abandoned;
    }

    void done(Object id) {
        open.remove(id);
    }

    /** Nobody waits for this one any more; one that is unknown or done is passed over, as the protocol has it. */
    void cancel(@Nullable Object id) {
        CompletableFuture<Void> call = id == null ? null : open.get(id);
        if (call != null) {
            call.complete(null);
        }
    }

    void cancelAll() {
        open.values().forEach(call -> call.complete(null));
    }
}
