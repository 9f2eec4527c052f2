package dev.lian4j.models.limit;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.TokenCounter;
import dev.lian4j.core.model.TokenUsage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps calls within so many requests and tokens a minute, counted over any 60 seconds: {@code
 * model.with(RateLimit.perMinute(60, 90_000, counter))}. What is over waits its turn, first come, first served. A call
 * counts by an estimate, the tokens of its messages and the most it may write, until its reply tells what it took; one
 * that failed keeps its estimate. One of these around several models is one limit for them all. Thread safe.
 */
public final class RateLimit implements Interceptor<ChatRequest, ChatResponse> {

    private static final Duration DEFAULT_MAX_WAIT = Duration.ofMinutes(2);
    private static final int DEFAULT_ANSWER = 500;

    private final MinuteWindow window;
    private final long maxTokens;
    private final TokenCounter counter;
    private final Duration maxWait;
    private final InstantSource clock;
    private final Sleeper sleeper;

    private RateLimit(
            MinuteWindow window,
            long maxTokens,
            TokenCounter counter,
            Duration maxWait,
            InstantSource clock,
            Sleeper sleeper) {
        this.window = window;
        this.maxTokens = maxTokens;
        this.counter = counter;
        this.maxWait = maxWait;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * So many requests and tokens in any 60 seconds; a call waits at most 2 minutes.
     *
     * @param tokens read and written together
     * @param counter estimates the tokens of the messages; where a request does not limit its answer, that counts as
     *     {@value #DEFAULT_ANSWER}
     * @throws IllegalArgumentException if a limit is not positive
     */
    public static RateLimit perMinute(int requests, long tokens, TokenCounter counter) {
        if (requests < 1 || tokens < 1) {
            throw new IllegalArgumentException(
                    "requests and tokens must be at least 1, were " + requests + " and " + tokens);
        }
        return new RateLimit(
                new MinuteWindow(requests, tokens),
                tokens,
                counter,
                DEFAULT_MAX_WAIT,
                InstantSource.system(),
                RateLimit::sleep);
    }

    /** So many requests in any 60 seconds, whatever their length. */
    public static RateLimit perMinute(int requests) {
        return perMinute(requests, Long.MAX_VALUE / 2, text -> 0);
    }

    /** The same limit, with calls that would wait longer than this failing at once. */
    public RateLimit waitingAtMost(Duration longest) {
        return new RateLimit(window, maxTokens, counter, longest, clock, sleeper);
    }

    /** The same limit, by another clock and another way to wait; for tests. */
    public RateLimit by(InstantSource otherClock, Sleeper otherSleeper) {
        return new RateLimit(window, maxTokens, counter, maxWait, otherClock, otherSleeper);
    }

    /**
     * The call, when it is its turn.
     *
     * @throws RateLimitedException if it would have to wait too long, or is over the limit by itself
     * @throws CancelledException if the run is cancelled or the thread interrupted while waiting
     */
    @Override
    public ChatResponse around(ChatRequest request, Run run, Chain<ChatRequest, ChatResponse> next) {
        return limited(request, run, next, ChatResponse::usage);
    }

    /** The same limit for models that continue texts. */
    public Interceptor<ChatRequest, Completion> completions() {
        return (request, run, next) -> limited(request, run, next, Completion::usage);
    }

    private <O> O limited(ChatRequest request, Run run, Chain<ChatRequest, O> next, Function<O, TokenUsage> usage) {
        MinuteWindow.Place place = turn(estimate(request), run);
        O reply = run.call(next, request);
        TokenUsage took = usage.apply(reply);
        if (took.input() > 0 || took.output() > 0) {
            window.took(place, (long) took.input() + took.output());
        }
        return reply;
    }

    private long estimate(ChatRequest request) {
        Integer answer = request.parameters().maxTokens();
        // Where tokens do not matter, no counter is asked.
        return maxTokens >= Long.MAX_VALUE / 2
                ? 0
                : (long) counter.count(request.messages()) + Objects.requireNonNullElse(answer, DEFAULT_ANSWER);
    }

    private MinuteWindow.Place turn(long tokens, Run run) {
        if (tokens > maxTokens) {
            throw new RateLimitedException(
                    "The call may take " + tokens + " tokens, the limit is " + maxTokens
                            + " a minute; shorten the messages or set a smaller maxTokens",
                    Details.NONE,
                    null);
        }
        MinuteWindow.Place place = window.add(tokens, clock.millis());
        try {
            await(place, run);
            return place;
        } catch (RuntimeException e) {
            window.remove(place);
            throw e;
        }
    }

    private void await(MinuteWindow.Place place, Run run) {
        long since = clock.millis();
        long wait = window.wait(place, since);
        while (wait > 0) {
            Duration whole = Duration.ofMillis(wait + clock.millis() - since);
            if (whole.compareTo(maxWait) > 0) {
                throw tooLong(Duration.ofMillis(wait));
            }
            pause(Duration.ofMillis(wait), run);
            wait = window.wait(place, clock.millis());
        }
    }

    private RateLimitedException tooLong(Duration wait) {
        return new RateLimitedException(
                "Our own limit of calls and tokens a minute is reached: this call would wait " + wait.toSeconds()
                        + " s more, at most " + maxWait.toSeconds() + " s are allowed",
                new Details(0, true, wait, null, null),
                null);
    }

    private void pause(Duration wait, Run run) {
        try {
            sleeper.sleep(wait, run);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting for a turn within the rate limit");
        }
        run.checkCancelled();
    }

    private static void sleep(Duration wait, Run run) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Run.Registration ignored = run.onCancel(cancelled::countDown)) {
            var unused = cancelled.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        /** Returns when the time has passed or the run is cancelled. */
        void sleep(Duration time, Run run) throws InterruptedException;
    }
}
