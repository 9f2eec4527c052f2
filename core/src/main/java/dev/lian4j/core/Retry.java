package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trying again: exponential back-off with jitter, or the wait that a server asked for. Never tries again once a piece
 * has left, since the receiver would see it twice, nor after a cancellation. Immutable, thread safe.
 *
 * @param maxAttempts tries in all, the first included; at least 1
 * @param firstDelay the wait before the second try; doubles with each further one, up to 8 s or this wait if it is
 *     longer; less up to a quarter, by chance
 * @param longestAsked the longest wait that a server may ask for; one that asks for more is not tried again
 * @param retryable which errors are worth another try
 * @param sleeper waits; replaced in tests
 * @param budget what further tries of all calls together may take
 */
public record Retry(
        int maxAttempts,
        Duration firstDelay,
        Duration longestAsked,
        Predicate<Throwable> retryable,
        Sleeper sleeper,
        RetryBudget budget) {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);

    /** Checks the limits. */
    public Retry {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
        notNegative("firstDelay", firstDelay);
        notNegative("longestAsked", longestAsked);
    }

    /** Without a budget. */
    public Retry(
            int maxAttempts,
            Duration firstDelay,
            Duration longestAsked,
            Predicate<Throwable> retryable,
            Sleeper sleeper) {
        this(maxAttempts, firstDelay, longestAsked, retryable, sleeper, RetryBudget.UNLIMITED);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }

    /** Tries in all {@code maxAttempts} times where a {@link ModelException} says it is worth it; the first wait is 0.5 s. */
    public static Retry of(int maxAttempts) {
        return new Retry(maxAttempts, Duration.ofMillis(500), Duration.ofMinutes(2), Retry::worthIt, Thread::sleep);
    }

    private static boolean worthIt(Throwable error) {
        return error instanceof ModelException e && e.retryable();
    }

    /** The same, for the errors that the predicate names. */
    public Retry on(Predicate<Throwable> errors) {
        return new Retry(maxAttempts, firstDelay, longestAsked, errors, sleeper, budget);
    }

    /** The same, with another wait before the second try. */
    public Retry startingAt(Duration delay) {
        return new Retry(maxAttempts, delay, longestAsked, retryable, sleeper, budget);
    }

    /** The same, waiting by other means. */
    public Retry sleepingBy(Sleeper other) {
        return new Retry(maxAttempts, firstDelay, longestAsked, retryable, other, budget);
    }

    /** The same, within this budget: give it to the policies of all clients of one server. */
    public Retry within(RetryBudget shared) {
        return new Retry(maxAttempts, firstDelay, longestAsked, retryable, sleeper, shared);
    }

    /**
     * Does the work until it succeeds or is not worth another try. The last error is thrown, with the earlier ones
     * suppressed in it.
     *
     * @param run the run that the work belongs to
     * @param work one try; is handed a run to emit by
     */
    public <O extends @Nullable Object> O call(Run run, Function<Run, O> work) {
        EmissionGuard guard = new EmissionGuard(run);
        List<RuntimeException> earlier = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            try {
                O result = work.apply(guard.run());
                budget.succeeded(attempt - 1);
                return result;
            } catch (RuntimeException e) {
                // The budget last: asking it takes from it.
                if (attempt >= maxAttempts || guard.emitted() || !again(e) || !budget.take()) {
                    throw with(earlier, e);
                }
                earlier.add(e);
                pause(run, delay(attempt, e), earlier);
            }
        }
    }

    private static RuntimeException with(List<RuntimeException> earlier, RuntimeException last) {
        earlier.stream().filter(error -> error != last).forEach(last::addSuppressed);
        return last;
    }

    private boolean again(RuntimeException error) {
        return !(error instanceof CancelledException)
                && retryable.test(error)
                && asked(error).filter(wait -> wait.compareTo(longestAsked) > 0).isEmpty();
    }

    /** The wait that the server asked for, where that is a wait at all. */
    private static Optional<Duration> asked(RuntimeException error) {
        return error instanceof ModelException e
                ? e.retryAfter().filter(wait -> wait.compareTo(Duration.ZERO) > 0)
                : Optional.empty();
    }

    private Duration delay(int attempt, RuntimeException error) {
        return asked(error).orElseGet(() -> {
            // Up to a quarter less, so that many clients do not come back at the same moment.
            double share = 1 - 0.25 * ThreadLocalRandom.current().nextDouble();
            return Duration.of((long) (TimeUnit.MICROSECONDS.convert(backoff(attempt)) * share), ChronoUnit.MICROS);
        });
    }

    private Duration backoff(int attempt) {
        if (firstDelay.compareTo(LONGEST_BACKOFF) >= 0) {
            return firstDelay;
        }
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, 30));
        return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    }

    private void pause(Run run, Duration delay, List<RuntimeException> earlier) {
        try (Interruption ignored = run.interruption()) {
            if (!run.cancelled()) {
                sleeper.sleep(delay.isZero() ? 0 : Math.max(1, TimeUnit.MILLISECONDS.convert(delay)));
            }
        } catch (InterruptedException e) {
            if (!run.cancelled()) {
                throw with(earlier, CancelledException.interrupted("waiting to try again"));
            }
        }
        if (run.cancelled()) {
            throw with(earlier, new CancelledException("The run was cancelled while waiting to try again"));
        }
    }

    /** Waits some milliseconds. */
    @FunctionalInterface
    public interface Sleeper {
        /** Returns when the time has passed. */
        void sleep(long millis) throws InterruptedException;
    }
}
