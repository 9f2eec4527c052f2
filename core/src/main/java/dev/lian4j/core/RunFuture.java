package dev.lian4j.core;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of a run; cancelling it cancels the run. */
final class RunFuture<O extends @Nullable Object> extends CompletableFuture<O> {

    private final CancelScope scope = new CancelScope();

    static <I extends @Nullable Object, O extends @Nullable Object> RunFuture<O> start(
            Chain<? super I, ? extends O> chain, I input) {
        RunFuture<O> future = new RunFuture<>();
        var unused = Workers.start(future.scope, () -> future.run(chain, input));
        return future;
    }

    private <I extends @Nullable Object> void run(Chain<? super I, ? extends O> chain, I input) {
        try {
            complete(Run.of(scope, null).call(chain, input));
        } catch (Throwable t) {
            completeExceptionally(t);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            scope.cancel();
        }
        return cancelled;
    }
}
