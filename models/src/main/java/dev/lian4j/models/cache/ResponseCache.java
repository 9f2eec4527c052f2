package dev.lian4j.models.cache;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatResponse;
import java.util.Optional;

/** Keeps replies. Whether one may be kept is decided before, see {@link ResponseCaching}. Safe for several threads. */
public interface ResponseCache {

    /**
     * The reply that is kept under this key, if there is one.
     *
     * @param run the run that asks, for caches that call a model themselves
     * @throws dev.lian4j.core.error.StoreException if the cache cannot be read
     */
    Optional<ChatResponse> find(CacheKey key, Run run);

    /**
     * Keeps a reply, in place of an older one.
     *
     * @param run the run that got it, for caches that call a model themselves
     * @throws dev.lian4j.core.error.StoreException if the cache cannot be written
     */
    void store(CacheKey key, ChatResponse response, Run run);
}
