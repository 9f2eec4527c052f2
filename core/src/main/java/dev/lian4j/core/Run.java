package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one invocation share: who watches, who wants pieces, and whether it goes on. A step calls other
 * steps with {@link #call}, so that they appear in the trace and stop when the run is cancelled. Passed explicitly, so
 * it follows the work into any thread. Thread safe. With no listener and no receiver of pieces it costs nothing
 * measurable.
 */
public final class Run {

    private final CancelScope scope;
    private final @Nullable Consumer<? super Piece> receiver;
    private final @Nullable Trace trace;

    private Run(CancelScope scope, @Nullable Consumer<? super Piece> receiver, @Nullable Trace trace) {
        this.scope = scope;
        this.receiver = receiver;
        this.trace = trace;
    }

    /** A run of its own, that nobody watches. */
    public static Run root() {
        return new Run(new CancelScope(), null, null);
    }

    static Run of(CancelScope scope, @Nullable Consumer<? super Piece> receiver) {
        return new Run(scope, receiver, null);
    }

    /**
     * Calls a step within this run.
     *
     * @throws CancelledException if the run has been cancelled
     */
    public <I extends @Nullable Object, O extends @Nullable Object> O call(
            Chain<? super I, ? extends O> chain, I input) {
        if (scope.cancelled()) {
            throw new CancelledException("The run was cancelled before step '" + chain.name() + "'");
        }
        return trace == null ? chain.invoke(input, this) : callTraced(chain, input, trace);
    }

    private <I extends @Nullable Object, O extends @Nullable Object> O callTraced(
            Chain<? super I, ? extends O> chain, I input, Trace parent) {
        Trace child = parent.child(chain.name(), chain.kind());
        long start = System.nanoTime();
        BothListeners.safely(() -> child.listener.onStart(child.step(), input));
        O output;
        try {
            output = chain.invoke(input, new Run(scope, receiver, child));
        } catch (Throwable t) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            BothListeners.safely(() -> child.listener.onError(child.step(), t, took));
            throw t;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        BothListeners.safely(() -> child.listener.onEnd(child.step(), output, took));
        return output;
    }

    /** Whether somebody receives pieces: a step that can give its result in pieces should then do so. */
    public boolean wantsPieces() {
        return receiver != null;
    }

    /**
     * Hands on a piece of the result; does nothing where nobody receives it.
     *
     * @throws CancelledException if the run has been cancelled
     */
    public void emit(Piece piece) {
        checkCancelled();
        if (trace != null && trace.place() != null) {
            Step step = trace.step();
            BothListeners.safely(() -> trace.listener.onPiece(step, piece));
        }
        pass(piece);
    }

    /**
     * Hands on a piece that a step below has emitted, so that listeners have seen it already; does nothing where nobody
     * receives it.
     *
     * @throws CancelledException if the run has been cancelled
     */
    public void pass(Piece piece) {
        checkCancelled();
        if (receiver != null) {
            receiver.accept(piece);
        }
    }

    /**
     * Runs the hook when the run is cancelled, on the thread that cancels, or at once if it has been. Close the
     * registration when the work that it would stop is done; a hook that is already running then may end later.
     */
    public Registration onCancel(Runnable hook) {
        return scope.onCancel(hook);
    }

    /** Whether the run has been cancelled. */
    public boolean cancelled() {
        return scope.cancelled();
    }

    /**
     * Ends the calling step if the run has been cancelled.
     *
     * @throws CancelledException if so
     */
    public void checkCancelled() {
        if (scope.cancelled()) {
            throw new CancelledException("The run was cancelled");
        }
    }

    /** This run, with pieces going nowhere: for a step whose text is not the text of the result. */
    public Run muted() {
        return receiver == null ? this : new Run(scope, null, trace);
    }

    /** This run, watched by one more listener. */
    public Run withListener(RunListener listener) {
        return new Run(scope, receiver, trace == null ? Trace.root(listener) : trace.watchedBy(listener));
    }

    /**
     * This run, its steps shown below the other's and its pieces going to the receiver: for work that several runs wait
     * for, so that the end of one of them does not end it.
     *
     * @param receiver takes the pieces; null where nobody wants them
     */
    public Run inTraceOf(Run other, @Nullable Consumer<? super Piece> receiver) {
        return new Run(scope, receiver, other.trace);
    }

    /** This run, with the tap seeing each piece before its receiver does. */
    Run tapped(Consumer<? super Piece> tap) {
        Consumer<? super Piece> to = receiver;
        return to == null
                ? this
                : new Run(
                        scope,
                        piece -> {
                            tap.accept(piece);
                            to.accept(piece);
                        },
                        trace);
    }

    /** Lets a cancellation interrupt the calling thread until what is returned is closed. */
    Interruption interruption() {
        return Interruption.by(scope);
    }

    Run within(CancelScope newScope) {
        return new Run(newScope, receiver, trace);
    }

    /** Undoes {@link #onCancel}. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** The place in the tree of steps, and who watches it. */
    private record Trace(
            RunListener listener,
            String runId,
            AtomicLong lastId,
            @Nullable Step place) {

        static Trace root(RunListener listener) {
            return new Trace(listener, newId(), new AtomicLong(), null);
        }

        /** A name that no other run has, by chance; it is no secret, so it need not be costly. */
        private static String newId() {
            Random random = ThreadLocalRandom.current();
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }

        Trace watchedBy(RunListener other) {
            return new Trace(listener.and(other), runId, lastId, place);
        }

        Trace child(String name, StepKind kind) {
            long parentId = place == null ? 0 : place.id();
            return new Trace(listener, runId, lastId, new Step(runId, lastId.incrementAndGet(), parentId, name, kind));
        }

        Step step() {
            return Objects.requireNonNull(place);
        }
    }
}
