package dev.lian4j.models.cache;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps replies in memory, within a number of replies, a sum of characters and an age; what was used least recently goes
 * first. LangChain's {@code InMemoryCache}, bounded. Thread safe.
 */
public final class InMemoryResponseCache implements ResponseCache {

    private static final long OVERHEAD = 500;

    private final Lru<ChatResponse> replies;

    private InMemoryResponseCache(Lru<ChatResponse> replies) {
        this.replies = replies;
    }

    /**
     * At most so many characters of replies, each counted with {@value #OVERHEAD} more; of any age.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static InMemoryResponseCache of(long maxCharacters) {
        return of(maxCharacters, Duration.ofDays(36_500), InstantSource.system());
    }

    /**
     * At most so many characters of replies, each counted with {@value #OVERHEAD} more, none older than this.
     *
     * @param clock tells the time; replaced in tests
     * @throws IllegalArgumentException if a bound is not positive
     */
    public static InMemoryResponseCache of(long maxCharacters, Duration ttl, InstantSource clock) {
        if (maxCharacters < 1 || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException(
                    "maxCharacters and ttl must be positive, were " + maxCharacters + " and " + ttl);
        }
        return new InMemoryResponseCache(new Lru<>(maxCharacters, InMemoryResponseCache::weight, ttl, clock));
    }

    private static long weight(ChatResponse reply) {
        AiMessage message = reply.message();
        long calls = message.toolCalls().stream()
                .mapToLong(call -> call.arguments().length() + call.name().length())
                .sum();
        long more = reply.alternatives().stream()
                .mapToLong(InMemoryResponseCache::weight)
                .sum();
        return OVERHEAD
                + message.text().length()
                + message.reasoning().length()
                + calls
                + more
                + 100L * reply.logprobs().size();
    }

    @Override
    public Optional<ChatResponse> find(CacheKey key, Run run) {
        return Optional.ofNullable(replies.get(key.digest()));
    }

    @Override
    public void store(CacheKey key, ChatResponse response, Run run) {
        replies.put(key.digest(), response);
    }

    /** How many replies are kept. */
    public int size() {
        return replies.size();
    }
}
