package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Retry;
import dev.lian4j.core.RetryBudget;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.limit.CircuitBreaker;
import dev.lian4j.models.limit.RateLimit;
import dev.lian4j.testing.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand clients of one server that is down for half a minute, in a time of their own. */
@Timeout(300)
class OutageTest {

    private static final int CLIENTS = 1000;
    private static final Instant DOWN = Instant.ofEpochSecond(5);
    private static final Instant UP = DOWN.plusSeconds(30);

    private final VirtualTime time = VirtualTime.from(Instant.EPOCH);
    private int calls;
    private int tries;
    private int failedAfter;

    private int serve() {
        if (down()) {
            tries++;
            throw new ModelException("down", new Details(503, true, null, null, null), null);
        }
        return 200;
    }

    private boolean down() {
        Instant now = time.clock().instant();
        return !now.isBefore(DOWN) && now.isBefore(UP);
    }

    private void call(Retry retry) {
        boolean begunInOutage = down();
        calls += begunInOutage ? 1 : 0;
        try {
            retry.call(Run.root(), run -> serve());
        } catch (ModelException e) {
            failedAfter += begunInOutage || down() ? 0 : 1;
        }
    }

    private void sleep(long millis) {
        try {
            time.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Tries for each call while the server is down; each client calls so often, a call every 4 seconds. */
    private double amplification(RetryBudget budget, int often) throws InterruptedException {
        Retry retry = Retry.of(3).sleepingBy(time::sleep).within(budget);
        time.run(IntStream.range(0, CLIENTS)
                .<Runnable>mapToObj(client -> () -> {
                    sleep(DOWN.toEpochMilli() + client);
                    for (int i = 0; i < often; i++) {
                        call(retry);
                        sleep(4000);
                    }
                })
                .toList());
        System.out.printf(
                "FIGURE outage, %s: %d calls, %d tries, amplification %.3f%n",
                budget, calls, tries, (double) tries / calls);
        return (double) tries / calls;
    }

    @Test
    void aSharedBudgetKeepsAStormFromAServerThatIsDown() throws InterruptedException {
        assertThat(amplification(RetryBudget.of(100), 10)).isLessThanOrEqualTo(1.1);
        assertThat(failedAfter).isZero();
    }

    @Test
    void alsoWhereEachClientCallsOnce() throws InterruptedException {
        assertThat(amplification(RetryBudget.of(100), 1)).isLessThanOrEqualTo(1.1);
    }

    @Test
    void withoutOneTheServerIsAskedThreeTimes() throws InterruptedException {
        assertThat(amplification(RetryBudget.UNLIMITED, 1)).isGreaterThan(2.9);
    }

    @Test
    void aThousandClientsKeepToOneLimitOfCallsAndTokens() throws InterruptedException {
        RateLimit limit = RateLimit.perMinute(600, 9_000, text -> 10)
                .waitingAtMost(Duration.ofHours(1))
                .by(time.clock(), (wait, run) -> time.sleep(wait));
        List<Long> starts = new ArrayList<>();
        ChatModel model = answering(() -> starts.add(time.clock().millis())).with(limit);
        time.run(IntStream.range(0, CLIENTS)
                .<Runnable>mapToObj(i -> () -> model.invoke(ChatRequest.of("Hi")))
                .toList());

        int most = IntStream.range(0, starts.size())
                .map(i -> (int) starts.stream()
                        .filter(s -> s >= starts.get(i) && s < starts.get(i) + 60_000)
                        .count())
                .max()
                .orElseThrow();
        System.out.printf("FIGURE limiter: %d calls, most in a minute %d of 600%n", starts.size(), most);
        assertThat(starts).hasSize(CLIENTS);
        assertThat(most).isLessThanOrEqualTo(600);
    }

    private static ChatModel answering(Runnable called) {
        return (request, run) -> {
            called.run();
            return new ChatResponse(AiMessage.of("ok"), FinishReason.STOP, new TokenUsage(5, 5), "m");
        };
    }

    @Test
    void ofManyCallsAtOnceOneTellsWhetherTheServiceIsBack() throws Exception {
        CircuitBreaker<ChatRequest, ChatResponse> breaker = CircuitBreaker.of(1, Duration.ofNanos(1));
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger probes = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(63);
        ChatModel model = answering(() -> {
                    if (down.get()) {
                        throw new ModelException("down", gone(), null);
                    }
                    probes.incrementAndGet();
                    await(refused);
                })
                .with(breaker);
        ask(model, new CountDownLatch(1));
        down.set(false);
        List<Thread> threads = IntStream.range(0, 64)
                .mapToObj(i -> new Thread(() -> ask(model, refused)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(probes).hasValue(1);
        assertThat(breaker.isOpen()).isFalse();
    }

    private static Details gone() {
        return new Details(503, true, null, null, null);
    }

    private static void ask(ChatModel model, CountDownLatch refused) {
        try {
            model.predict("Hi");
        } catch (ModelException e) {
            refused.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
