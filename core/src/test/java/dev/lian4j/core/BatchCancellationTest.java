package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work on several threads: how much of it, in what order, and how it ends. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchCancellationTest {

    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting in a test");
        }
    }

    @Test
    void keepsTheOrderWhereTheFirstEndsLast() {
        CountDownLatch othersDone = new CountDownLatch(9);
        Chain<Integer, Integer> chain = (n, run) -> {
            if (n == 0) {
                await(othersDone);
            }
            othersDone.countDown();
            return n * 10;
        };

        assertThat(chain.batch(TEN, 2)).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
    }

    @Test
    void runsAsManyAtOnceAsAllowedAndNoMore() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        Chain<Integer, Integer> chain = Chain.of(n -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            meet(three); // ends only if three are here at once
            now.decrementAndGet();
            return n;
        });

        assertThat(chain.batch(IntStream.range(0, 9).boxed().toList(), 3)).hasSize(9);
        assertThat(most).hasValue(3);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void runsOnTheCallersThreadWhereOneAtOnceIsAllowed() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Chain.<Integer, Boolean>of(n -> threads.add(Thread.currentThread())).batch(TEN, 1);

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Chain<Integer, Boolean> chain = Chain.of(n -> threads.add(Thread.currentThread()));
        for (int i = 0; i < 50; i++) {
            var unused = chain.batch(TEN, 4);
        }
        threads.remove(Thread.currentThread());

        for (Thread thread : threads) {
            assertThat(thread.isDaemon()).isTrue();
            thread.join();
        }
    }

    @Test
    void startsNothingAfterTheFirstError() {
        AtomicInteger started = new AtomicInteger();
        Chain<Integer, Integer> chain = Chain.of(n -> {
            started.incrementAndGet();
            throw new IllegalStateException("at once");
        });

        assertThatIllegalStateException().isThrownBy(() -> chain.batch(TEN, 1));
        assertThat(started).hasValue(1);
    }

    /** The step that waits runs now on the caller's thread, now on a helper's: both must be woken. */
    @RepeatedTest(20)
    void theFirstErrorWakesTheOthersAndLeavesNoInterruptBehind() {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger woken = new AtomicInteger();
        Chain<Integer, Integer> chain = (n, run) -> {
            if (n == 0) {
                await(waiting);
                throw new IllegalStateException("first");
            }
            try {
                waiting.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                woken.incrementAndGet();
                throw CancelledException.interrupted("waiting for ever");
            }
            return n;
        };

        for (List<Integer> inputs : List.of(List.of(0, 1), List.of(1, 0))) {
            woken.set(0);
            assertThatIllegalStateException()
                    .isThrownBy(() -> chain.batch(inputs, 2))
                    .withMessage("first");
            assertThat(woken).hasValueLessThanOrEqualTo(1);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @RepeatedTest(20)
    void theFirstErrorEndsThePausesOfRetries() {
        CountDownLatch pausing = new CountDownLatch(1);
        Retry retry = Retry.of(3).sleepingBy(millis -> {
            pausing.countDown();
            new CountDownLatch(1).await();
        });
        Chain<Integer, Integer> busy = Chain.<Integer, Integer>of(n -> {
                    throw new ModelException("busy", ModelException.Details.TRANSIENT, null);
                })
                .withRetry(retry);
        Chain<Integer, Integer> chain = (n, run) -> {
            if (n == 1) {
                return run.call(busy, n);
            }
            await(pausing);
            throw new IllegalStateException("first");
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> chain.batch(List.of(1, 0), 2))
                .withMessage("first");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptOfTheCallerEndsTheWorkAndStaysSet() throws Exception {
        for (int parallelism : new int[] {1, 3}) {
            CountDownLatch waiting = new CountDownLatch(parallelism);
            Chain<Integer, Integer> stuck = (n, run) -> {
                waiting.countDown();
                await(new CountDownLatch(1));
                return n;
            };
            LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            Thread caller = new Thread(() -> {
                try {
                    stuck.batchOutcomes(TEN, parallelism);
                } catch (CancelledException e) {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            waiting.await();
            caller.interrupt();

            assertThat(seen.take()).isEqualTo(true);
        }
    }

    @Test
    void closingAStreamEndsTheParallelWorkBelowIt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(3);
        CountDownLatch woken = new CountDownLatch(3);
        Chain<Integer, Integer> stuck = (n, run) -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                woken.countDown();
                throw CancelledException.interrupted("waiting for ever");
            }
            return n;
        };

        Streamed<List<Integer>> streamed = stuck.each(3).stream(TEN);
        waiting.await();
        streamed.close();
        woken.await();
        assertThat(woken.getCount()).isZero();
    }

    @Test
    void nestedWorkEndsTogether() {
        CountDownLatch waiting = new CountDownLatch(4);
        Chain<Integer, Integer> step = (n, run) -> {
            if (n == 7) {
                await(waiting);
                throw new IllegalStateException("seven");
            }
            waiting.countDown();
            await(new CountDownLatch(1));
            return n;
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> step.each(2).each(3).invoke(List.of(List.of(1, 2), List.of(3, 4), List.of(7))))
                .withMessage("seven");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void givesListsThatNobodyCanChange() {
        assertThat(Chain.<Integer>identity().batch(TEN, 2)).isUnmodifiable();
        assertThat(Chain.<Integer>identity().each(2).invoke(TEN)).isUnmodifiable();
    }

    @Test
    void refusesTwoBranchesOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chain.<String>parallel("甲", Chain.of(String::length), "甲", Chain.<String>identity()))
                .withMessage("Two branches of a parallel are named '甲'");
    }
}
