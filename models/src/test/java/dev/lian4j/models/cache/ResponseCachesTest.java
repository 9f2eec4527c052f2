package dev.lian4j.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.testing.FakeEmbeddings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResponseCachesTest {

    private static final Run RUN = Run.root();

    private static CacheKey key(String text) {
        return new CacheKey("m", ChatRequest.of(text));
    }

    private static Optional<String> find(ResponseCache cache, String text) {
        return cache.find(key(text), RUN).map(ChatResponse::text);
    }

    private static void store(ResponseCache cache, String text) {
        cache.store(key(text), ChatResponse.of(text + "!"), RUN);
    }

    @Test
    void memoryDropsWhatWasUsedLeastRecently() {
        InMemoryResponseCache cache = InMemoryResponseCache.of(3 * 510);
        List.of("a", "b", "c").forEach(text -> store(cache, text));
        find(cache, "a");

        store(cache, "d");

        assertThat(find(cache, "b")).isEmpty();
        assertThat(find(cache, "a")).contains("a!");
        assertThat(find(cache, "d")).contains("d!");
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void memoryDoesNotKeepOneThatIsOverTheWholeBound() {
        InMemoryResponseCache cache = InMemoryResponseCache.of(1200);
        store(cache, "a");

        store(cache, "long".repeat(1000));

        assertThat(find(cache, "a")).contains("a!");
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void memoryForgetsWhatIsTooOld() {
        AtomicLong now = new AtomicLong(1_000);
        InMemoryResponseCache cache =
                InMemoryResponseCache.of(10_000, Duration.ofSeconds(10), () -> Instant.ofEpochMilli(now.get()));
        store(cache, "a");

        now.addAndGet(10_000);
        assertThat(find(cache, "a")).contains("a!");
        now.addAndGet(1);
        assertThat(find(cache, "a")).isEmpty();
        assertThat(cache.size()).isZero();
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> InMemoryResponseCache.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SemanticResponseCache.of(FakeEmbeddings.of(3), Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SemanticResponseCache.of(FakeEmbeddings.of(3), 0.9, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final Map<String, float[]> MEANINGS = Map.of(
            "What does tea cost?", new float[] {1, 0.1f, 0},
            "How much is tea?", new float[] {1, 0.12f, 0},
            "茶多少钱？", new float[] {1, 0.11f, 0.01f},
            "Where is the tea?", new float[] {0.5f, 1, 0},
            "?", new float[] {0, 0, 0});
    private static final EmbeddingModel BY_MEANING =
            texts -> texts.stream().map(text -> MEANINGS.get(text).clone()).toList();

    @Test
    void meaningFindsWhatIsSaidInOtherWords() {
        SemanticResponseCache cache = SemanticResponseCache.of(BY_MEANING, 0.99, 10);
        store(cache, "What does tea cost?");

        assertThat(find(cache, "How much is tea?")).contains("What does tea cost?!");
        assertThat(find(cache, "茶多少钱？")).contains("What does tea cost?!");
        assertThat(find(cache, "Where is the tea?")).isEmpty();
    }

    @Test
    void aVectorOfZerosIsLikeNothing() {
        SemanticResponseCache cache = SemanticResponseCache.of(BY_MEANING, 0.1, 10);
        store(cache, "?");

        assertThat(find(cache, "?")).isEmpty();
    }

    @Test
    void allButTheLastQuestionMustBeEqual() {
        SemanticResponseCache cache = SemanticResponseCache.of(FakeEmbeddings.of(64), 1, 10);
        ChatRequest request = ChatRequest.of(Message.system("be brief"), Message.user("q"));
        cache.store(new CacheKey("m", request), ChatResponse.of("a"), RUN);

        assertThat(cache.find(new CacheKey("m", request), RUN)).isPresent();
        assertThat(cache.find(new CacheKey("other", request), RUN)).isEmpty();
        assertThat(cache.find(
                        new CacheKey(
                                "m",
                                request.with(ChatParameters.builder().seed(1).build())),
                        RUN))
                .isEmpty();
        assertThat(cache.find(new CacheKey("m", ChatRequest.of(Message.system("be long"), Message.user("q"))), RUN))
                .isEmpty();
        assertThat(cache.find(new CacheKey("m", ChatRequest.of(Message.system("be brief"))), RUN))
                .isEmpty();
    }

    @Test
    void meaningKeepsTheNewestAndEmbedsAQuestionOnce() {
        AtomicLong embedded = new AtomicLong();
        EmbeddingModel counting = texts -> {
            embedded.addAndGet(texts.size());
            return FakeEmbeddings.of(64).embedDocuments(texts);
        };
        SemanticResponseCache cache = SemanticResponseCache.of(counting, 0.99, 2);
        for (String text : List.of("a", "b", "c")) {
            find(cache, text);
            store(cache, text);
        }

        assertThat(embedded).hasValue(3);
        assertThat(find(cache, "a")).isEmpty();
        assertThat(find(cache, "c")).contains("c!");
    }

    @Test
    void digestsAreTheSameInEveryJvm() {
        assertThat(key("你好").digest()).isEqualTo("15ea6c827994e1e7db49f96c4c83d6f40ad2eb4c9c0dba86f7a0593039c02d39");
    }
}
