package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StepTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * So long and no longer. The step runs on a thread of its own, which is interrupted when the time is over and then left
 * to itself: a step that does not listen cannot hold up its caller.
 */
record Timeout<I extends @Nullable Object, O extends @Nullable Object>(Duration limit) implements Interceptor<I, O> {

    Timeout {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A timeout must be longer than nothing, was " + limit);
        }
    }

    @Override
    public O around(I input, Run run, Chain<I, O> next) {
        CancelScope scope = new CancelScope();
        AtomicReference<@Nullable Outcome<O>> outcome = new AtomicReference<>();
        try (Run.Registration ignored = run.onCancel(scope::cancel)) {
            CompletableFuture<Void> ended = Workers.start(scope, () -> outcome.set(attempt(input, run, next, scope)));
            await(ended, scope, next.name());
        }
        run.checkCancelled();
        Outcome<O> done = outcome.get();
        if (done == null) {
            throw new CancelledException("Step '" + next.name() + "' ended without a result");
        }
        return done.get();
    }

    private static <I extends @Nullable Object, O extends @Nullable Object> Outcome<O> attempt(
            I input, Run run, Chain<I, O> next, CancelScope scope) {
        try {
            return new Outcome.Success<>(run.within(scope).call(next, input));
        } catch (Throwable t) {
            return new Outcome.Failure<>(t);
        }
    }

    private void await(CompletableFuture<Void> ended, CancelScope scope, String name) {
        try {
            if (Thread.interrupted()) { // asked first: a step that has ended would hide it
                throw new InterruptedException();
            }
            ended.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            scope.cancel();
            throw new StepTimeoutException("Step '" + name + "' took longer than " + limit + " and was stopped");
        } catch (InterruptedException e) {
            scope.cancel();
            throw CancelledException.interrupted("waiting for step '" + name + "'");
        } catch (ExecutionException e) {
            throw new AssertionError("attempt() catches everything", e);
        }
    }
}
