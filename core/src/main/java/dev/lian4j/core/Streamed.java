package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import java.lang.ref.Cleaner;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A result under way: its pieces as they come, then the whole. The work is done on a thread of its own that waits while
 * one piece is not pulled and the next is made, so pulling is back-pressure. Closing, from any thread, cancels the call
 * behind it; an abandoned stream is closed by the garbage collector. Otherwise for one consumer at a time.
 *
 * <p>A stream that is cut short never looks finished: both the pieces and {@link #result} end with the error.
 *
 * @param <O> the whole result
 */
public final class Streamed<O extends @Nullable Object> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streamed.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final CancelScope scope = new CancelScope();
    private final BlockingQueue<Signal<O>> signals;
    private final AtomicReference<@Nullable Outcome<O>> end = new AtomicReference<>();

    private Streamed(BlockingQueue<Signal<O>> signals) {
        this.signals = signals;
    }

    static <I extends @Nullable Object, O extends @Nullable Object> Streamed<O> start(
            Chain<? super I, ? extends O> chain, I input) {
        BlockingQueue<Signal<O>> signals = new ArrayBlockingQueue<>(1);
        Streamed<O> streamed = new Streamed<>(signals);
        CancelScope scope = streamed.scope;
        Run run = Run.of(scope, piece -> put(signals, new Signal<>(piece, null)));
        // The worker must not hold the Streamed itself, or an abandoned one would never be found.
        var unused = Workers.start(scope, () -> produce(chain, input, run, signals));
        CLEANER.register(streamed, scope::cancel);
        return streamed;
    }

    private static <I extends @Nullable Object, O extends @Nullable Object> void produce(
            Chain<? super I, ? extends O> chain, I input, Run run, BlockingQueue<Signal<O>> signals) {
        Outcome<O> outcome;
        try {
            outcome = new Outcome.Success<>(run.call(chain, input));
        } catch (Throwable t) {
            outcome = new Outcome.Failure<>(t);
        }
        finish(signals, new Signal<>(null, outcome), run);
    }

    /** Hands on the end even where a step left its thread interrupted: somebody waits for it, unless all is cancelled. */
    private static <O extends @Nullable Object> void finish(
            BlockingQueue<Signal<O>> signals, Signal<O> signal, Run run) {
        boolean done = false;
        var unused = Thread.interrupted();
        while (!done && !run.cancelled()) {
            try {
                signals.put(signal);
                done = true;
            } catch (InterruptedException e) {
                LOG.debug("Interrupted while handing on the end of a stream");
            }
        }
    }

    private static <O extends @Nullable Object> void put(BlockingQueue<Signal<O>> signals, Signal<O> signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("handing on a piece");
        }
    }

    /** The pieces that are still to come, pulled one by one. */
    public Stream<Piece> pieces() {
        Spliterator<Piece> source = new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super Piece> action) {
                Piece piece = next();
                if (piece != null) {
                    action.accept(piece);
                }
                return piece != null;
            }
        };
        return StreamSupport.stream(source, false).onClose(this::close);
    }

    /** The texts that are still to come, pulled one by one. */
    public Stream<String> text() {
        return pieces().filter(Piece.Text.class::isInstance).map(piece -> ((Piece.Text) piece).text());
    }

    /**
     * Waits for the whole result; pieces not yet pulled are passed over.
     *
     * @throws RuntimeException the chain's own error
     * @throws CancelledException if this was closed before
     */
    public O result() {
        Outcome<O> outcome = end.get();
        while (outcome == null) {
            next();
            outcome = end.get();
        }
        return outcome.get();
    }

    private @Nullable Piece next() {
        if (end.get() == null) {
            Signal<O> signal = take();
            if (signal.piece() != null && end.get() == null) {
                return signal.piece();
            }
            // Where this was closed meanwhile, that end stands.
            end.compareAndSet(null, signal.end());
        }
        if (end.get() instanceof Outcome.Failure<O> failure) {
            failure.get();
        }
        return null;
    }

    private Signal<O> take() {
        try {
            return signals.take();
        } catch (InterruptedException e) {
            close();
            throw CancelledException.interrupted("waiting for the next piece");
        }
    }

    /**
     * Cancels what is still under way, from any thread; the result can no longer be had. Does nothing once the result is
     * there.
     */
    @Override
    public void close() {
        if (end.get() == null) {
            cancel();
        }
    }

    private void cancel() {
        Outcome<O> closed = new Outcome.Failure<>(new CancelledException("The stream was closed before its end"));
        if (end.compareAndSet(null, closed)) {
            scope.cancel();
            // Wakes a consumer that waits; where the queue is full, none does.
            var unused = signals.offer(new Signal<>(null, closed));
        }
    }

    /** Either a piece or the end. */
    private record Signal<O extends @Nullable Object>(
            @Nullable Piece piece, @Nullable Outcome<O> end) {}
}
