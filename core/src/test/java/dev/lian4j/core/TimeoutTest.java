package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StepTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeoutTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aStepInTimeIsAsWithout() {
        List<Piece> pieces = new ArrayList<>();
        Chain<String, Integer> length = (text, run) -> {
            run.emit(new Piece.Text(text));
            return text.length();
        };
        assertThat(length.withTimeout(LONG).invoke("你好", pieces::add)).isEqualTo(2);
        assertThat(pieces).containsExactly(new Piece.Text("你好"));
        Chain<String, Integer> broken = Chain.of(text -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> broken.withTimeout(LONG).invoke("x")).hasMessage("broken");
    }

    @Test
    void aSlowStepIsInterruptedAndTold() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Chain<String, String> slow = Chain.<String, String>of(text -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return text;
                })
                .named("slow");
        assertThatThrownBy(() -> slow.withTimeout(Duration.ofMillis(20)).invoke("x"))
                .isInstanceOf(StepTimeoutException.class)
                .hasMessage("Step 'slow' took longer than PT0.02S and was stopped");
        interrupted.await();
    }

    @Test
    void cancellingTheRunCancelsTheStep() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Chain<String, String> slow = Chain.of(text -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return text;
        });
        var future = slow.withTimeout(LONG).invokeAsync("x");
        started.await();
        future.cancel(true);
        interrupted.await();
        assertThat(future).isCancelled();
    }

    @Test
    void anInterruptOfTheCallerIsACancellation() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () -> Chain.of((String text) -> text).withTimeout(LONG).invoke("x"))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> Chain.identity().withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
