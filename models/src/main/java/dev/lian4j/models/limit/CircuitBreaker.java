package dev.lian4j.models.limit;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.StreamTruncatedException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling a service that is down: after so many failures in a row calls fail at once for a while, then one is let
 * through to see. Only failures of the service count (no connection, timeouts, HTTP 5xx, broken replies), not what the
 * request itself is to blame for, nor rate limits. An open circuit is a retryable {@link ModelException}, so a fallback
 * takes over. One of these serves one service; it may be around several models of it. By Failsafe. Thread safe.
 */
public final class CircuitBreaker<I extends @Nullable Object, O extends @Nullable Object> implements Interceptor<I, O> {

    private final dev.failsafe.CircuitBreaker<Object> circuit;
    private final InstantSource clock;

    private CircuitBreaker(dev.failsafe.CircuitBreaker<Object> circuit, InstantSource clock) {
        this.circuit = circuit;
        this.clock = clock;
    }

    /**
     * Opens after so many failures in a row, for so long.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> CircuitBreaker<I, O> of(
            int failures, Duration open) {
        if (failures < 1 || open.isNegative() || open.isZero()) {
            throw new IllegalArgumentException("failures and open must be positive, were " + failures + " and " + open);
        }
        return new CircuitBreaker<>(
                dev.failsafe.CircuitBreaker.builder()
                        .withFailureThreshold(failures)
                        .withDelay(open)
                        .withSuccessThreshold(1)
                        .build(),
                InstantSource.system());
    }

    /**
     * The call, where the circuit lets it through.
     *
     * @throws ModelException at once if it does not; {@link ModelException#retryAfter()} tells until when
     */
    @Override
    public O around(I input, Run run, Chain<I, O> next) {
        if (!circuit.tryAcquirePermit()) {
            throw open();
        }
        try {
            O output = run.call(next, input);
            circuit.recordSuccess();
            return output;
        } catch (Throwable t) {
            record(t);
            throw t;
        }
    }

    private void record(Throwable error) {
        if (error instanceof CancelledException || error instanceof Error) {
            unknown();
        } else if (ofTheService(error)) {
            circuit.recordFailure();
        } else {
            circuit.recordSuccess();
        }
    }

    /** The call that was to tell whether the service is back told nothing: another may try. */
    private void unknown() {
        if (circuit.isHalfOpen()) {
            // Failsafe has no way to give a permit back, but a state that is entered anew has all of them.
            circuit.open();
            circuit.halfOpen();
        }
    }

    private static boolean ofTheService(Throwable error) {
        return error instanceof ModelConnectionException
                || error instanceof ModelTimeoutException
                || error instanceof InvalidResponseException
                || error instanceof StreamTruncatedException
                || (error instanceof ModelException e && (e.status() >= 500 || e.status() == 408));
    }

    private ModelException open() {
        Duration left = circuit.getRemainingDelay();
        return new ModelException(
                "The service failed several times in a row and is not called until "
                        + clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS) + " (in " + left.toSeconds()
                        + " s); use another model meanwhile",
                new Details(0, true, left, null, "circuit_open"),
                null);
    }

    /** Whether calls fail at once. */
    public boolean isOpen() {
        return circuit.isOpen();
    }
}
