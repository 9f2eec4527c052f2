package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Another chain where the first fails before any piece has left. */
record Fallback<I extends @Nullable Object, O extends @Nullable Object>(
        Predicate<Throwable> errors, Chain<? super I, ? extends O> other) implements Interceptor<I, O> {

    static boolean worthIt(Throwable error) {
        return !(error instanceof ModelException e) || e.retryable();
    }

    @Override
    public O around(I input, Run run, Chain<I, O> next) {
        EmissionGuard guard = new EmissionGuard(run);
        try {
            return guard.run().call(next, input);
        } catch (RuntimeException e) {
            if (e instanceof CancelledException || guard.emitted() || !errors.test(e)) {
                throw e;
            }
            return afterwards(input, run, e);
        }
    }

    @Override
    public boolean streams(Chain<I, O> next) {
        return next.streams() || other.streams();
    }

    private O afterwards(I input, Run run, RuntimeException first) {
        try {
            return run.call(other, input);
        } catch (RuntimeException e) {
            if (e != first) {
                e.addSuppressed(first);
            }
            throw e;
        }
    }
}
