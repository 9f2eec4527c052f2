package dev.lian4j.models.cache;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a cache before a chat model: {@code model.with(ResponseCaching.of("gpt-4o-mini", cache))}. A reply is kept under
 * the model's name and the whole request; where it is found the model is not called, and its text is emitted in pieces
 * if those are wanted. Equal requests at the same time call the model once; one that is cancelled does not cancel the
 * others. Only complete replies are kept: no errors, none that was cut by length or a filter. A cache that fails is told
 * in the log and the model is called. Thread safe; one of these serves one model.
 */
public final class ResponseCaching implements Interceptor<ChatRequest, ChatResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseCaching.class);

    private final String model;
    private final ResponseCache cache;
    private final SingleFlight flights = new SingleFlight();

    private ResponseCaching(String model, ResponseCache cache) {
        this.model = model;
        this.cache = cache;
    }

    /**
     * Replies of one model, by way of the cache.
     *
     * @param model a name for the model with its own parameters, since the request alone does not tell them: two models
     *     that may answer differently need two names where they share a cache
     */
    public static ResponseCaching of(String model, ResponseCache cache) {
        return new ResponseCaching(model, cache);
    }

    /**
     * The reply, kept or new.
     *
     * @throws IllegalArgumentException if the request has an extra field that is not a plain value
     */
    @Override
    public ChatResponse around(ChatRequest request, Run run, Chain<ChatRequest, ChatResponse> next) {
        CacheKey key = new CacheKey(model, request);
        return flights.call(key.digest(), run, own -> {
            Optional<ChatResponse> kept = find(key, own);
            return kept.isPresent() ? kept.get() : ask(key, own, next);
        });
    }

    private ChatResponse ask(CacheKey key, Run run, Chain<ChatRequest, ChatResponse> next) {
        ChatResponse reply = run.call(next, key.request());
        if (complete(reply)) {
            store(key, reply, run);
        }
        return reply;
    }

    private static boolean complete(ChatResponse reply) {
        return (reply.finishReason() == FinishReason.STOP || reply.finishReason() == FinishReason.TOOL_CALLS)
                && reply.alternatives().stream().allMatch(ResponseCaching::complete);
    }

    private Optional<ChatResponse> find(CacheKey key, Run run) {
        try {
            return cache.find(key, run.muted());
        } catch (StoreException | ModelException e) {
            LOG.warn("The cache of replies cannot be read; the model is called", e);
            return Optional.empty();
        }
    }

    /** A reply that was paid for is not lost because it cannot be kept. */
    private void store(CacheKey key, ChatResponse reply, Run run) {
        try {
            cache.store(key, reply, run.muted());
        } catch (StoreException | ModelException e) {
            LOG.warn("The cache of replies cannot be written; this reply is not kept", e);
        }
    }
}
