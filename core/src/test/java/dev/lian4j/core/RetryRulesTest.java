package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The edges of trying again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryRulesTest {

    private final List<Long> waits = new ArrayList<>();
    private final CountDownLatch pausing = new CountDownLatch(1);

    private final Retry forEver = Retry.of(3).sleepingBy(millis -> {
        pausing.countDown();
        new CountDownLatch(1).await();
    });

    private static ModelException busy() {
        return new ModelException("busy", Details.TRANSIENT, null);
    }

    private static ModelException asking(Duration wait) {
        return new ModelException("busy", new Details(429, true, wait, null, null), null);
    }

    private Retry retry(int maxAttempts) {
        return Retry.of(maxAttempts).sleepingBy(waits::add);
    }

    /** Fails with each error in turn, then gives how often it was called. */
    private static Chain<String, Integer> failing(RuntimeException... errors) {
        int[] calls = new int[1];
        return Chain.of(text -> {
            calls[0]++;
            if (calls[0] <= errors.length) {
                throw errors[calls[0] - 1];
            }
            return calls[0];
        });
    }

    @Test
    void theLastErrorCarriesTheEarlierOnes() {
        ModelException first = busy();
        ModelException second = busy();
        ModelException third = busy();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> failing(first, second, third).withRetry(retry(3)).invoke("x"))
                .isSameAs(third)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(first, second));
    }

    @Test
    void anErrorThrownTwiceIsNotSuppressedInItself() {
        ModelException same = busy();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> failing(same, same).withRetry(retry(2)).invoke("x"))
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    @Test
    void aCancellationIsNotTriedAgainWhateverThePredicateSays() {
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> failing(new CancelledException("closed"))
                        .withRetry(retry(5).on(e -> true))
                        .invoke("x"));
        assertThat(waits).isEmpty();
    }

    @Test
    void aReceiverThatFailsIsNotGivenThePieceAgain() {
        List<Piece> heard = new ArrayList<>();
        Chain<String, String> saying = (input, run) -> {
            run.emit(new Piece.Text("好"));
            return "好";
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> saying.withRetry(retry(5).on(e -> true)).invoke("x", piece -> {
                    heard.add(piece);
                    throw new IllegalStateException("full");
                }));
        assertThat(heard).hasSize(1);
    }

    @Property(tries = 200)
    void waitsTwiceAsLongEachTimeLessUpToAQuarter(
            @ForAll @LongRange(min = 1, max = 20_000) long first, @ForAll @IntRange(min = 2, max = 40) int attempts) {
        List<Long> slept = new ArrayList<>();
        Retry retry = Retry.of(attempts)
                .startingAt(Duration.ofMillis(first))
                .on(e -> true)
                .sleepingBy(slept::add);
        assertThatIllegalStateException()
                .isThrownBy(() -> retry.call(Run.root(), run -> {
                    throw new IllegalStateException();
                }));

        assertThat(slept).hasSize(attempts - 1);
        for (int i = 0; i < slept.size(); i++) {
            double whole = Math.min((double) Math.max(first, 8_000), first * Math.pow(2, i));
            assertThat(slept.get(i)).isBetween((long) (whole * 0.75) - 1, Math.max(1, (long) whole));
        }
    }

    @Test
    void clientsDoNotComeBackAtTheSameMoment() {
        for (int i = 0; i < 20; i++) {
            failing(busy())
                    .withRetry(retry(2).startingAt(Duration.ofSeconds(8)))
                    .invoke("x");
        }

        assertThat(waits.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void backsOffAsUsualWhereTheAskedWaitIsOver() {
        for (Duration past : List.of(Duration.ZERO, Duration.ofSeconds(-5))) {
            waits.clear();
            assertThat(failing(asking(past)).withRetry(retry(2)).invoke("x")).isEqualTo(2);
            assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isBetween(375L, 500L));
        }
    }

    @Test
    void theLongestAllowedWaitIsWaitedAndNoLonger() {
        assertThat(failing(asking(Duration.ofMinutes(2))).withRetry(retry(2)).invoke("x"))
                .isEqualTo(2);
        assertThat(waits).containsExactly(120_000L);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> failing(asking(Duration.ofMillis(120_001)))
                        .withRetry(retry(2))
                        .invoke("x"));
    }

    @Test
    void aWaitOfLessThanAMillisecondIsStillAWait() {
        assertThat(failing(asking(Duration.ofNanos(1))).withRetry(retry(2)).invoke("x"))
                .isEqualTo(2);
        assertThat(waits).containsExactly(1L);
    }

    @Test
    void survivesTheLongestDelays() {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        Retry patient = new Retry(3, ages, ages, e -> true, waits::add);

        assertThat(failing(busy(), asking(ages)).withRetry(patient).invoke("x")).isEqualTo(3);
        assertThat(waits).hasSize(2).allMatch(wait -> wait > 0);
    }

    @Test
    void anInterruptDuringThePauseCancelsAndStaysSet() throws Exception {
        ModelException reason = busy();
        Chain<String, Integer> chain = failing(reason).withRetry(forEver);
        LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        Thread caller = new Thread(() -> {
            try {
                chain.invoke("x");
            } catch (CancelledException e) {
                seen.add(Thread.currentThread().isInterrupted());
                seen.add(e);
            }
        });
        caller.start();
        pausing.await();
        caller.interrupt();

        assertThat(seen.take()).isEqualTo(true);
        assertThat((Throwable) seen.take())
                .hasMessage("Interrupted while waiting to try again")
                .hasSuppressedException(reason);
    }

    @Test
    void closingTheStreamEndsThePause() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Chain<String, Integer> chain = failing(busy()).withRetry(forEver).with((input, run, next) -> {
            try {
                return run.call(next, input);
            } catch (CancelledException e) {
                ended.complete(e);
                throw e;
            }
        });
        Streamed<Integer> streamed = chain.stream("x");
        pausing.await();
        streamed.close();

        assertThat(ended.get()).hasMessage("The run was cancelled while waiting to try again");
    }

    @Test
    void doesNotPauseInARunThatHasBeenCancelled() {
        CancelScope scope = new CancelScope();

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> retry(3).call(Run.of(scope, null), run -> {
                    scope.cancel();
                    throw busy();
                }));
        assertThat(waits).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void checksItsLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retry.of(0))
                .withMessage("maxAttempts must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retry.of(2).startingAt(Duration.ofSeconds(-1)))
                .withMessage("firstDelay must not be negative, was PT-1S");
    }
}
