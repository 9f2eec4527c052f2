package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositionTest {

    private static final Chain<String, Integer> LENGTH = Chain.of(String::length);

    @Test
    void thenAndMapPassResultsOn() {
        Chain<String, String> chain =
                LENGTH.then(Chain.<Integer, Integer>of(n -> n * 2)).map(n -> n + "!");

        assertThat(chain.invoke("你好")).isEqualTo("4!");
    }

    @Test
    void parallelGivesAMapInTheOrderOfItsBranches() {
        assertThat(Chain.<String>parallel("length", LENGTH, "same", Chain.<String>identity())
                        .invoke("abc"))
                .containsExactly(Map.entry("length", 3), Map.entry("same", "abc"));
    }

    @Test
    void parallelBranchesRunAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Chain<String, Integer> meeting = Chain.of(text -> meet(both));

        assertThat(Chain.<String>parallel("a", meeting, "b", meeting).invoke("x"))
                .hasSize(2);
    }

    private static int meet(CyclicBarrier barrier) {
        try {
            return barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anErrorOfABranchCancelsTheOthersAndIsThrown() {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Chain<String, String> failing = Chain.of(text -> {
            await(waiting);
            throw new IllegalStateException("branch");
        });
        Chain<String, String> hanging = (text, run) -> {
            try (Run.Registration ignored = run.onCancel(cancelled::countDown)) {
                waiting.countDown();
                await(cancelled);
                return text;
            }
        };

        assertThatThrownBy(
                        () -> Chain.<String>parallel("a", failing, "b", hanging).invoke("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("branch");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting in a test");
        }
    }

    @Test
    void assignAddsOneValueAndKeepsTheOthers() {
        Chain<Map<String, Object>, Map<String, Object>> chain = Chain.assign("n", Chain.of(Map::size));

        assertThat(chain.invoke(Map.of("a", 1))).containsExactly(Map.entry("a", 1), Map.entry("n", 1));
    }

    @Test
    void branchTakesTheSideOfItsCondition() {
        Chain<Integer, String> sign = Chain.branch(n -> n < 0, Chain.of(n -> "minus"), Chain.of(n -> "plus"));

        assertThat(sign.each().invoke(List.of(-1, 1))).containsExactly("minus", "plus");
    }

    @Property
    void batchKeepsTheOrder(@ForAll List<String> inputs, @ForAll @IntRange(min = 1, max = 8) int parallelism) {
        assertThat(LENGTH.batch(inputs, parallelism))
                .isEqualTo(inputs.stream().map(String::length).toList());
    }

    @Test
    void batchNeverRunsMoreThanAllowed() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Chain<Integer, Integer> counting = Chain.of(n -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return n;
        });

        counting.batch(IntStream.range(0, 200).boxed().toList(), 3);

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void batchOutcomesKeepErrorsWithTheirInputs() {
        Chain<Integer, Integer> inverse = Chain.of(n -> 12 / n);

        List<Outcome<Integer>> outcomes = inverse.batchOutcomes(List.of(3, 0, 4), 2);

        assertThat(outcomes.get(0).get()).isEqualTo(4);
        assertThatThrownBy(() -> outcomes.get(1).get()).isInstanceOf(ArithmeticException.class);
        assertThat(outcomes.get(2).get()).isEqualTo(3);
    }

    @Test
    void aBatchWithoutAnyParallelismIsRefused() {
        assertThatThrownBy(() -> LENGTH.batch(List.of("a"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void invokeAsyncCompletesWithTheResult() {
        assertThat(LENGTH.invokeAsync("four").join()).isEqualTo(4);
    }

    private static Chain<String, String> hanging(CountDownLatch started, CountDownLatch cancelled) {
        return (text, run) -> {
            run.onCancel(cancelled::countDown);
            started.countDown();
            await(new CountDownLatch(1));
            return text;
        };
    }

    @Test
    void cancellingTheFutureCancelsTheRun() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<String> future = hanging(started, cancelled).invokeAsync("x");
        await(started);
        future.cancel(true);

        await(cancelled);
        assertThat(future).isCancelled();
    }

    @Test
    void namesAppearInTraces() {
        List<String> names = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void onStart(Step step, Object input) {
                names.add(step.parentId() + ">" + step.id() + " " + step.name());
            }
        };

        LENGTH.named("length")
                .map(n -> n + 1)
                .named("more")
                .withListener(listener)
                .invoke("abc");

        assertThat(names).containsExactly("0>1 more", "1>2 length", "1>3 lambda");
    }

    @Test
    void aFailingListenerDoesNotBreakTheRun() {
        RunListener failing = new RunListener() {
            @Override
            public void onStart(Step step, Object input) {
                throw new IllegalStateException("listener");
            }
        };

        assertThat(LENGTH.withListener(failing).invoke("abc")).isEqualTo(3);
    }

    @Test
    void batchTakesNullInputs() {
        Chain<@Nullable String, String> naming = Chain.of(text -> text == null ? "nothing" : text);

        assertThat(naming.batch(Arrays.asList("a", null), 2)).containsExactly("a", "nothing");
    }

    @Test
    void aFutureThatRunsOutOfTimeEndsItsRun() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<String> future = hanging(started, cancelled).invokeAsync("x");
        await(started); // or the limit may pass before the step has begun
        CompletableFuture<String> limited = future.orTimeout(1, TimeUnit.MILLISECONDS);

        assertThatThrownBy(limited::join).hasCauseInstanceOf(TimeoutException.class);
        await(cancelled);
    }
}
