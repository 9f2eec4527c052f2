package dev.lian4j.memory.redis;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.session.ChatSessions;
import dev.lian4j.memory.session.MessageLines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Conversations in Redis or Valkey, each a list with an element for all that was added at once, so all of it is there or
 * none; a sorted set knows which there are and when something was last said. Nothing is sent twice: where the connection
 * ends while something is added, the error comes, and whether it is there has to be looked up. Safe for several threads and
 * processes. The connection is the caller's to make, with its pool, and to close.
 */
public final class RedisChatSessions implements ChatSessions {

    /** In braces, so that a cluster keeps all keys in one place and can change two of them at once. */
    private static final String PREFIX = "{lian4j:chat}:";

    /** Deletes the conversations that were last changed before a time, and says how many. */
    private static final String EXPIRE = """
            local old = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1])
            for _, id in ipairs(old) do
              redis.call('DEL', ARGV[2] .. id)
              redis.call('ZREM', KEYS[1], id)
            end
            return #old
            """;

    private final UnifiedJedis redis;
    private final String prefix;
    private final @Nullable Duration lifetime;

    private RedisChatSessions(UnifiedJedis redis, String prefix, @Nullable Duration lifetime) {
        this.redis = redis;
        this.prefix = prefix;
        this.lifetime = lifetime;
    }

    /** The conversations of this server or cluster under keys that begin with {@code {lian4j:chat}:}, kept for ever. */
    public static RedisChatSessions of(UnifiedJedis redis) {
        return new RedisChatSessions(redis, PREFIX, null);
    }

    /** The same under keys that begin otherwise; with a cluster, a part of it has to be in braces. */
    public RedisChatSessions withPrefix(String newPrefix) {
        return new RedisChatSessions(redis, newPrefix, lifetime);
    }

    /**
     * The same, with conversations that Redis forgets when nothing was said in them for so long.
     *
     * @throws IllegalArgumentException if it is less than a millisecond
     */
    public RedisChatSessions withLifetime(Duration newLifetime) {
        if (newLifetime.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "A conversation must live for a millisecond at least, not " + newLifetime);
        }
        return new RedisChatSessions(redis, prefix, newLifetime);
    }

    @Override
    public ChatMessageHistory open(String sessionId) {
        return new History(sessionId);
    }

    @Override
    public List<String> ids() {
        Duration kept = lifetime;
        if (kept != null) {
            expire(Instant.now().minus(kept));
        }
        return call("listed", () -> redis.zrange(index(), 0, -1)).stream()
                .sorted()
                .toList();
    }

    @Override
    public boolean delete(String sessionId) {
        return call("deleted", () -> {
            try (AbstractTransaction both = redis.multi()) {
                Response<Long> lists = both.del(key(sessionId));
                both.zrem(index(), sessionId);
                both.exec();
                return lists.get() > 0;
            }
        });
    }

    /**
     * Forgets the conversations in which nothing was said since then; says how many.
     *
     * @throws StoreException if Redis cannot be reached or refuses
     */
    public int expire(Instant since) {
        Object deleted = call(
                "deleted",
                () -> redis.eval(EXPIRE, List.of(index()), List.of(String.valueOf(since.toEpochMilli()), key(""))));
        return ((Number) deleted).intValue();
    }

    private String index() {
        return prefix + "sessions";
    }

    private String key(String sessionId) {
        return prefix + "session:" + sessionId;
    }

    private static <T> T call(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            throw new StoreException("The conversations in Redis could not be " + what + ": " + e.getMessage(), e);
        }
    }

    /** One conversation. */
    private final class History implements ChatMessageHistory {
        private final String sessionId;

        private History(String sessionId) {
            this.sessionId = sessionId;
        }

        @Override
        public List<Message> messages() {
            List<String> lines = call("read", () -> redis.lrange(key(sessionId), 0, -1));
            return IntStream.range(0, lines.size())
                    .boxed()
                    .flatMap(i -> read(i, lines.get(i)))
                    .toList();
        }

        private Stream<Message> read(int i, String line) {
            try {
                return MessageLines.read(line).stream();
            } catch (IllegalArgumentException e) {
                throw new StoreException(
                        "Element " + i + " of conversation '" + sessionId + "' in Redis is " + e.getMessage(), e);
            }
        }

        @Override
        public void add(List<Message> messages) {
            List<Message> copy = List.copyOf(messages);
            if (!copy.isEmpty()) {
                String line = MessageLines.write(copy);
                call("written", () -> push(line));
            }
        }

        private List<Object> push(String line) {
            try (AbstractTransaction all = redis.multi()) {
                all.rpush(key(sessionId), line);
                all.zadd(index(), (double) System.currentTimeMillis(), sessionId);
                Duration kept = lifetime;
                if (kept != null) {
                    all.pexpire(key(sessionId), kept.toMillis());
                }
                return all.exec();
            }
        }

        @Override
        public void clear() {
            delete(sessionId);
        }
    }
}
