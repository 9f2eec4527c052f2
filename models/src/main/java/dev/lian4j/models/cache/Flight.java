package dev.lian4j.models.cache;

import dev.lian4j.core.Outcome;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ReadyReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call that several runs wait for. It goes on by itself, so that none of them holds up or ends another: each takes
 * the pieces at its own pace, and only when all have left is the call cancelled.
 */
final class Flight {

    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable Outcome<ChatResponse> end;
    private @Nullable Future<?> call;
    private int waiting;

    /** Joins; false where all have left, and the call is being cancelled. */
    synchronized boolean join() {
        boolean open = waiting >= 0;
        waiting += open ? 1 : 0;
        return open;
    }

    synchronized void started(Future<?> future) {
        this.call = future;
    }

    synchronized void emit(Piece piece) {
        pieces.add(piece);
        notifyAll();
    }

    synchronized void end(Outcome<ChatResponse> outcome) {
        end = outcome;
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Waits for the reply, handing on its pieces; in the trace of the run that was first they have been seen already. */
    ChatResponse await(Run run, boolean first, Runnable whenAllHaveLeft) {
        try (Run.Registration ignored = run.onCancel(this::wake)) {
            return follow(run, first ? run::pass : run::emit);
        } finally {
            leave(whenAllHaveLeft);
        }
    }

    private ChatResponse follow(Run run, Consumer<Piece> handOn) {
        int seen = 0;
        for (Piece piece = next(seen, run); piece != null; piece = next(seen, run)) {
            seen++;
            handOn.accept(piece);
        }
        ChatResponse reply = reply();
        return seen == 0 ? ReadyReply.emit(reply, run) : reply;
    }

    /** The piece after those seen, or null when there is none any more, or none is wanted and all is there. */
    private synchronized @Nullable Piece next(int seen, Run run) {
        try {
            while (end == null && (pieces.size() <= seen || !run.wantsPieces())) {
                run.checkCancelled();
                wait();
            }
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting for the answer of a model");
        }
        return run.wantsPieces() && pieces.size() > seen ? pieces.get(seen) : null;
    }

    private synchronized ChatResponse reply() {
        return Objects.requireNonNull(end).get();
    }

    private void leave(Runnable whenAllHaveLeft) {
        Future<?> over = last();
        if (over != null) {
            whenAllHaveLeft.run();
            over.cancel(true);
        }
    }

    /** Leaves; the call where it is still going on for nobody. */
    private synchronized @Nullable Future<?> last() {
        waiting--;
        if (waiting > 0 || end != null) {
            return null;
        }
        waiting = -1;
        return call;
    }
}
