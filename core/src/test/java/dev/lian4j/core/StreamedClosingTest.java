package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.error.CancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways in which a stream ends before its end, and those in which it seems to. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamedClosingTest {

    /** Says pieces for ever; tells how many it has made, that it is to stop, and how it ended. */
    private static final class Endless implements Chain<String, String> {

        final AtomicInteger made = new AtomicInteger();
        final CountDownLatch hook = new CountDownLatch(1);
        final CompletableFuture<Throwable> ended = new CompletableFuture<>();
        final CompletableFuture<Thread> worker = new CompletableFuture<>();

        @Override
        public String invoke(String input, Run run) {
            worker.complete(Thread.currentThread());
            try (Run.Registration ignored = run.onCancel(hook::countDown)) {
                while (true) {
                    run.emit(new Piece.Text(String.valueOf(made.incrementAndGet())));
                }
            } catch (Throwable t) {
                ended.complete(t);
                throw t;
            }
        }
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** Consumes on another thread; gives that thread and what it met. */
    private static Thread consuming(Streamed<?> streamed, CompletableFuture<Throwable> met) {
        Thread thread = new Thread(() -> {
            try {
                streamed.pieces().forEach(piece -> {});
            } catch (Throwable t) {
                met.complete(t);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void theProducerStandsStillWhileNobodyPulls() throws Exception {
        Endless endless = new Endless();

        try (Streamed<String> streamed = endless.stream("x")) {
            untilItWaits(endless.worker.get());
            assertThat(endless.made).hasValue(2);
            assertThat(streamed.text().findFirst()).contains("1");
        }
    }

    @Test
    void closingEndsTheWorkerAndItsThread() throws Exception {
        Endless endless = new Endless();

        try (Streamed<String> streamed = endless.stream("x")) {
            assertThat(streamed.text().limit(3)).containsExactly("1", "2", "3");
        }
        endless.hook.await();
        assertThat(endless.ended.get()).isInstanceOf(CancelledException.class);
        endless.worker.get().join();
    }

    @Test
    void closingThePiecesClosesTheStream() throws Exception {
        Endless endless = new Endless();
        Streamed<String> streamed = endless.stream("x");
        try (Stream<Piece> pieces = streamed.pieces()) {
            assertThat(pieces.findFirst()).isPresent();
        }

        assertThat(endless.ended.get()).isInstanceOf(CancelledException.class);
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(streamed::result)
                .withMessage("The stream was closed before its end");
    }

    @Test
    void closingAfterTheResultKeepsTheResult() {
        Streamed<String> streamed = Chain.<String>identity().stream("好");
        assertThat(streamed.result()).isEqualTo("好");
        streamed.close();

        assertThat(streamed.result()).isEqualTo("好");
    }

    @Test
    void closingFromAnotherThreadWakesTheConsumerOfADeafStep() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Chain<String, String> deaf = (input, run) -> {
            started.countDown();
            while (release.getCount() > 0) { // minds no interrupt, as native code does not
                Thread.onSpinWait();
            }
            return "late";
        };
        Streamed<String> streamed = deaf.stream("x");
        CompletableFuture<Throwable> met = new CompletableFuture<>();
        Thread consumer = consuming(streamed, met);
        started.await();
        untilItWaits(consumer);
        streamed.close();

        assertThat(met.get()).isInstanceOf(CancelledException.class);
        release.countDown();
    }

    @Test
    void closingAtAnyMomentLeavesNeitherSideWaiting() throws Exception {
        for (int i = 0; i < 500; i++) {
            Endless endless = new Endless();
            Streamed<String> streamed = endless.stream("x");
            CompletableFuture<Throwable> met = new CompletableFuture<>();
            consuming(streamed, met);
            while (endless.made.get() < i % 50) {
                Thread.onSpinWait();
            }
            streamed.close();

            assertThat(met.get()).isInstanceOf(CancelledException.class);
            if (endless.worker.isDone()) {
                assertThat(endless.ended.get()).isInstanceOf(CancelledException.class);
            }
        }
    }

    @Test
    void anInterruptOfTheConsumerCancelsAndStaysSet() throws Exception {
        Chain<String, String> silent = (input, run) -> {
            BatchCancellationTest.await(new CountDownLatch(1));
            return "never";
        };
        LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        Thread consumer = new Thread(() -> {
            try (Streamed<String> streamed = silent.stream("x")) {
                streamed.result();
            } catch (CancelledException e) {
                seen.add(Thread.currentThread().isInterrupted());
                seen.add(e.getMessage());
            }
        });
        consumer.start();
        untilItWaits(consumer);
        consumer.interrupt();

        assertThat(seen.take()).isEqualTo(true);
        assertThat(seen.take()).isEqualTo("Interrupted while waiting for the next piece");
    }

    @Test
    void theEndArrivesWhereAStepLeftItsThreadInterrupted() {
        Chain<String, String> chain = (input, run) -> {
            Thread.currentThread().interrupt();
            return "done";
        };

        try (Streamed<String> streamed = chain.stream("x")) {
            assertThat(streamed.result()).isEqualTo("done");
        }
    }

    @Test
    void anErrorOfTheJvmSurfaces() {
        Chain<String, String> broken = (input, run) -> {
            throw new AssertionError("broken");
        };

        try (Streamed<String> streamed = broken.stream("x")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(streamed::result)
                    .withMessage("broken");
        }
    }

    @Test
    void anAbandonedStreamIsEndedByTheGarbageCollector() throws Exception {
        Endless endless = new Endless();
        pullOne(endless);

        while (!endless.hook.await(20, TimeUnit.MILLISECONDS)) {
            System.gc();
        }
        assertThat(endless.ended.get()).isInstanceOf(CancelledException.class);
    }

    private static void pullOne(Endless endless) {
        assertThat(endless.stream("x").pieces().findFirst()).isPresent();
    }

    @Test
    void aStreamInUseIsNotTakenForAbandoned() {
        Chain<String, String> collecting = (input, run) -> {
            for (int i = 0; i < 20; i++) {
                System.gc();
                run.emit(new Piece.Text(String.valueOf(i)));
            }
            return "done";
        };

        assertThat(collecting.stream("x").pieces()).hasSize(20);
        assertThat(collecting.stream("x").result()).isEqualTo("done");
    }
}
