package dev.lian4j.memory.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.contract.ChatSessionsContract;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;

/** On the server that {@code lian4j.redis.url} names, each test under keys of its own. */
class RedisChatSessionsTest extends ChatSessionsContract {

    private static final String URL = System.getProperty("lian4j.redis.url", "");

    private final String prefix = "{lian4j-test-" + UUID.randomUUID() + "}:";
    private UnifiedJedis redis = new UnifiedJedis();

    @BeforeEach
    void connect() {
        assumeTrue(!URL.isEmpty(), "No Redis server: set -Dlian4j.redis.url for these tests");
        redis = new JedisPooled(URI.create(URL));
    }

    @AfterEach
    void forget() {
        if (!URL.isEmpty()) {
            keys().forEach(redis::del);
        }
        redis.close();
    }

    private Set<String> keys() {
        return redis.keys(prefix.replace("{", "\\{") + "*");
    }

    @Override
    protected RedisChatSessions sessions() {
        return RedisChatSessions.of(redis).withPrefix(prefix);
    }

    @Test
    void oldConversationsAreForgotten() {
        sessions().open("a").add(List.of(Message.user("a")));
        assertThat(sessions().expire(Instant.now().minusSeconds(60))).isZero();
        assertThat(sessions().expire(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(sessions().ids()).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void redisForgetsWhatHasLivedLongEnough() {
        RedisChatSessions hour = sessions().withLifetime(Duration.ofHours(1));
        hour.open("a").add(List.of(Message.user("a")));
        assertThat(redis.pttl(prefix + "session:a")).isBetween(3_590_000L, 3_600_000L);
        assertThat(hour.ids()).containsExactly("a");
        redis.zadd(prefix + "sessions", 1, "gone long ago");
        assertThat(hour.ids()).containsExactly("a");
        assertThatThrownBy(() -> hour.withLifetime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anElementThatWasSpoiltIsTold() {
        sessions().open("a").add(List.of(Message.user("a")));
        redis.rpush(prefix + "session:a", "x");
        assertThatThrownBy(() -> sessions().open("a").messages())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Element 1 of conversation 'a'");
    }

    @Test
    void aKeyOfAnotherKindIsLeftAsItIs() {
        redis.set(prefix + "session:a", "another program's");
        assertThatThrownBy(() -> sessions().open("a").messages())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(redis.get(prefix + "session:a")).isEqualTo("another program's");
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfOurs() throws Exception {
        URI nobody = URI.create("redis://user:sesame@127.0.0.1:" + closedPort());
        try (UnifiedJedis away = new JedisPooled(nobody)) {
            assertThatThrownBy(() -> RedisChatSessions.of(away).open("a").add(List.of(Message.user("a"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not be written")
                    .hasMessageNotContaining("sesame");
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
