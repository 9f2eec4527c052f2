package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that goes on for several runs: another's trace, a cancellation of its own. */
@Timeout(30)
class SharedWorkTest {

    private final List<String> seen = new ArrayList<>();
    private final RunListener listener = new RunListener() {
        @Override
        public void onStart(Step step, @Nullable Object input) {
            seen.add(step.name() + " below " + step.parentId());
        }

        @Override
        public void onPiece(Step step, Piece piece) {
            seen.add(step.name() + " said " + ((Piece.Text) piece).text());
        }
    };

    private static Chain<String, String> speaking() {
        return (input, run) -> {
            run.emit(new Piece.Text(input));
            return input;
        };
    }

    @Test
    void itsStepsAreShownInTheOthersTraceAndPiecesPassedOnAreSeenOnce() {
        List<Piece> received = new ArrayList<>();
        Chain<String, String> outer = (input, run) ->
                Run.root().inTraceOf(run, run::pass).call(speaking().named("inner"), input);

        outer.named("outer").withListener(listener).invoke("你好", received::add);

        assertThat(seen)
                .contains("inner said 你好")
                .filteredOn(line -> line.contains("said"))
                .hasSize(1);
        assertThat(seen).anyMatch(line -> line.startsWith("inner below ") && !line.endsWith(" 0"));
        assertThat(received).containsExactly(new Piece.Text("你好"));
    }

    @Test
    void nobodyWantsPiecesWhereThereIsNoReceiver() {
        Chain<String, Boolean> asks = (input, run) -> run.wantsPieces();
        Chain<String, Boolean> outer =
                (input, run) -> Run.root().inTraceOf(run, null).call(asks, input);

        assertThat(outer.invoke("x", piece -> {})).isFalse();
    }

    @Test
    void theEndOfTheOtherDoesNotEndIt() throws Exception {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Run own = Run.root();
        Chain<String, String> outer = (input, run) -> {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                // The run that waits is cancelled, the work that it waits for is not.
                cancelled.complete(run.cancelled() && !own.inTraceOf(run, null).cancelled());
            }
            return input;
        };
        CompletableFuture<String> call = outer.invokeAsync("x");
        entered.await();

        call.cancel(true);

        assertThat(cancelled.get()).isTrue();
    }
}
