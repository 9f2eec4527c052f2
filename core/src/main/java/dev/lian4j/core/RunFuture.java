package dev.lian4j.core;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of a run; whoever ends it before the run does, ends the run. */
final class RunFuture<O extends @Nullable Object> extends CompletableFuture<O> {

    private final CancelScope scope = new CancelScope();
    private volatile boolean ended;

    static <I extends @Nullable Object, O extends @Nullable Object> RunFuture<O> start(
            Chain<? super I, ? extends O> chain, I input) {
        RunFuture<O> future = new RunFuture<>();
        var unusedToo = future.whenComplete((value, error) -> future.cancelUnlessEnded());
        var unused = Workers.start(future.scope, () -> future.run(chain, input));
        return future;
    }

    private <I extends @Nullable Object> void run(Chain<? super I, ? extends O> chain, I input) {
        O value;
        try {
            value = Run.of(scope, null).call(chain, input);
        } catch (Throwable t) {
            ended = true;
            completeExceptionally(t);
            return;
        }
        ended = true;
        complete(value);
    }

    private void cancelUnlessEnded() {
        if (!ended) {
            scope.cancel();
        }
    }
}
