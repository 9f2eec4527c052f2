package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryAndFallbackTest {

    private final List<Long> waits = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Retry retry = Retry.of(3).sleepingBy(waits::add);

    private static ModelException busy(@Nullable Duration retryAfter) {
        return new ModelException("busy", new ModelException.Details(503, true, retryAfter, null, null), null);
    }

    private Chain<String, String> failing(int times, RuntimeException error) {
        return Chain.of(text -> {
            if (calls.incrementAndGet() <= times) {
                throw error;
            }
            return text;
        });
    }

    @Test
    void triesAgainWhatIsWorthIt() {
        assertThat(failing(2, busy(null)).withRetry(retry).invoke("ok")).isEqualTo("ok");
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(375L, 500L);
        assertThat(waits.get(1)).isBetween(750L, 1000L);
    }

    @Test
    void givesUpAfterTheLastTry() {
        assertThatThrownBy(() -> failing(9, busy(null)).withRetry(retry).invoke("x"))
                .hasMessage("busy");
        assertThat(calls).hasValue(3);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        failing(1, busy(Duration.ofSeconds(7))).withRetry(retry).invoke("x");

        assertThat(waits).containsExactly(7_000L);
    }

    @Test
    void doesNotWaitForAServerThatAsksTooMuch() {
        assertThatThrownBy(() ->
                        failing(1, busy(Duration.ofHours(1))).withRetry(retry).invoke("x"))
                .hasMessage("busy");
        assertThat(waits).isEmpty();
    }

    @Test
    void doesNotRepeatOtherErrorsNorCancellations() {
        for (RuntimeException error : List.of(new IllegalStateException("bug"), new CancelledException("stop"))) {
            calls.set(0);
            assertThatThrownBy(() -> failing(1, error)
                            .withRetry(retry.on(e -> e instanceof CancelledException))
                            .invoke("x"))
                    .isSameAs(error);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void neverRepeatsATextThatHasBegun() {
        Chain<String, String> cut = (input, run) -> {
            calls.incrementAndGet();
            run.emit(new Piece.Text("half"));
            throw busy(null);
        };

        assertThatThrownBy(() ->
                        cut.withRetry(retry).withFallback(Chain.identity()).invoke("x", piece -> {}))
                .hasMessage("busy");
        assertThat(calls).hasValue(1);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        Retry interrupted = Retry.of(3).sleepingBy(millis -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> failing(9, busy(null)).withRetry(interrupted).invoke("x"))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls).hasValue(1);
    }

    @Test
    void fallsBackOnErrorsThatAnotherModelMayNotHave() {
        Chain<String, String> other = Chain.of(text -> "other");

        assertThat(failing(9, busy(null)).withFallback(other).invoke("x")).isEqualTo("other");
        assertThatThrownBy(() -> failing(99, new ModelException("bad key"))
                        .withFallback(other)
                        .invoke("x"))
                .hasMessage("bad key");
        assertThatThrownBy(() -> failing(99, new CancelledException("stop"))
                        .withFallback(other)
                        .invoke("x"))
                .hasMessage("stop");
    }
}
