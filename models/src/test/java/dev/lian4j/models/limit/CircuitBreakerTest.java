package dev.lian4j.models.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.testing.FakeChatModel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final ModelException down = new ModelException("503", new Details(503, true, null, null, null), null);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NO_TIME = Duration.ofNanos(1);

    private final AtomicReference<@Nullable LianException> fault = new AtomicReference<>(down);
    private final AtomicInteger calls = new AtomicInteger();
    private final ChatModel service = FakeChatModel.answering(request -> {
        calls.incrementAndGet();
        LianException error = fault.get();
        if (error != null) {
            throw error;
        }
        return ChatResponse.of("up");
    });

    private static CircuitBreaker<ChatRequest, ChatResponse> breaker(Duration open) {
        return CircuitBreaker.of(2, open);
    }

    private static void fail(ChatModel model, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> model.predict("q")).isInstanceOf(LianException.class);
        }
    }

    @Test
    void afterSomeFailuresTheServiceIsLeftInPeace() {
        ChatModel model = service.with(breaker(HOUR));
        fail(model, 2);

        assertThatThrownBy(() -> model.predict("q"))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.retryable()).isTrue();
                    assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), HOUR);
                    assertThat(e.code()).contains("circuit_open");
                })
                .hasMessageContaining("is not called until 20");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aFallbackTakesOverWhileItIsOpen() {
        ChatModel model = service.with(breaker(HOUR)).withFallback(FakeChatModel.of("备用"));

        assertThat(model.predict("1")).isEqualTo("备用");
        assertThat(model.predict("2")).isEqualTo("备用");
        assertThat(model.predict("3")).isEqualTo("备用");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        ChatModel model = service.with(breaker(HOUR));
        fail(model, 1);
        fault.set(null);
        model.predict("q");
        fault.set(down);
        fail(model, 1);
        fault.set(null);

        assertThat(model.predict("q")).isEqualTo("up");
    }

    @Test
    void onlyFailuresOfTheServiceCount() {
        CircuitBreaker<ChatRequest, ChatResponse> breaker = breaker(HOUR);
        ChatModel model = service.with(breaker);

        fault.set(new ModelException("bad request", new Details(400, false, null, null, null), null));
        fail(model, 5);
        fault.set(new RateLimitedException("slow", new Details(429, true, null, null, null), null));
        fail(model, 5);
        fault.set(new CancelledException("closed"));
        fail(model, 5);
        assertThat(breaker.isOpen()).isFalse();

        fault.set(new ModelTimeoutException("silent", Details.TRANSIENT, null));
        fail(model, 2);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void afterAWhileOneCallTellsWhetherItIsBack() {
        CircuitBreaker<ChatRequest, ChatResponse> breaker = breaker(NO_TIME);
        ChatModel model = service.with(breaker);
        fail(model, 2);
        assertThat(breaker.isOpen()).isTrue();
        fail(model, 1);
        assertThat(calls).hasValue(3);
        assertThat(breaker.isOpen()).isTrue();

        fault.set(null);
        assertThat(model.predict("q")).isEqualTo("up");
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void aCancelledTryLeavesTheNextOneToTell() {
        ChatModel model = service.with(breaker(NO_TIME));
        fail(model, 2);
        fault.set(new CancelledException("closed"));
        fail(model, 1);

        fault.set(null);
        assertThat(model.predict("q")).isEqualTo("up");
    }
}
