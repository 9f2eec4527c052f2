package dev.lian4j.models.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.testing.FakeChatModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RateLimitTest {

    private final AtomicLong now = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final List<Duration> waits = new ArrayList<>();
    private final FakeChatModel model = FakeChatModel.of("x");

    private ChatModel limited(ChatModel inner, RateLimit limit) {
        return inner.with(limit.by(clock, (wait, run) -> {
            waits.add(wait);
            now.addAndGet(wait.toMillis());
        }));
    }

    private static ChatResponse taking(int input, int output) {
        return new ChatResponse(AiMessage.of("x"), FinishReason.STOP, new TokenUsage(input, output), "");
    }

    @Test
    void whatIsOverWaitsForTheMinuteToPass() {
        ChatModel limited = limited(model, RateLimit.perMinute(2));

        List.of("1", "2", "3", "4").forEach(limited::predict);

        assertThat(waits).containsExactly(Duration.ofMinutes(1));
        assertThat(model.requests()).hasSize(4);
    }

    @Test
    void tokensAreEstimatedFromTheMessagesAndTheLongestAnswer() {
        ChatModel limited = limited(model, RateLimit.perMinute(100, 100, String::length));
        ChatRequest request = ChatRequest.of("a".repeat(26))
                .with(ChatParameters.builder().maxTokens(20).build());

        // 26 and 4 around the message, and 20 to write.
        limited.invoke(request);
        limited.invoke(request);
        assertThat(waits).isEmpty();
        limited.invoke(request);
        assertThat(waits).hasSize(1);
    }

    @Test
    void theRealUsageTakesTheEstimatesPlace() {
        ChatModel limited =
                limited(FakeChatModel.answering(request -> taking(1, 1)), RateLimit.perMinute(100, 1_000, text -> 400));

        for (int i = 0; i < 10; i++) {
            limited.predict("q");
        }

        assertThat(waits).isEmpty();
    }

    @Test
    void aCallThatWouldWaitTooLongFailsAtOnceAndSaysHowLong() {
        ChatModel limited = limited(model, RateLimit.perMinute(1).waitingAtMost(Duration.ofSeconds(10)));
        limited.predict("1");

        assertThatThrownBy(() -> limited.predict("2"))
                .isInstanceOfSatisfying(RateLimitedException.class, e -> {
                    assertThat(e.retryAfter()).contains(Duration.ofMinutes(1));
                    assertThat(e.retryable()).isTrue();
                })
                .hasMessageContaining("60 s");
        now.addAndGet(60_000);
        limited.predict("3");
        assertThat(waits).isEmpty();
    }

    @Test
    void aCallThatCanNeverGoIsRefused() {
        ChatModel limited = limited(model, RateLimit.perMinute(10, 100, text -> 101));

        assertThatThrownBy(() -> limited.predict("long"))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryable()).isFalse());
    }

    @Test
    void aFailedCallKeepsItsPlace() {
        ChatModel limited = limited(
                FakeChatModel.answering(request -> {
                    throw new ModelException("refused");
                }),
                RateLimit.perMinute(1));

        assertThatThrownBy(() -> limited.predict("1")).hasMessage("refused");
        assertThatThrownBy(() -> limited.predict("2")).hasMessage("refused");
        assertThat(waits).hasSize(1);
    }

    @Test
    void severalModelsShareOneLimit() {
        RateLimit limit = RateLimit.perMinute(2).by(clock, (wait, run) -> {
            waits.add(wait);
            now.addAndGet(wait.toMillis());
        });
        LanguageModel plain = (request, run) -> completion();
        LanguageModel other = plain.with(limit.completions());

        model.with(limit).predict("1");
        other.predict("2");
        assertThat(waits).isEmpty();
        other.predict("3");

        assertThat(waits).hasSize(1);
    }

    private static Completion completion() {
        return new Completion("x", FinishReason.STOP, TokenUsage.UNKNOWN, "");
    }

    @Test
    void waitingEndsWhenTheCallIsCancelled() throws Exception {
        RateLimit limit = RateLimit.perMinute(1);
        model.with(limit).predict("1");
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ChatModel watched = model.with(limit).with((request, run, next) -> {
            second.countDown();
            try {
                return run.call(next, request);
            } finally {
                ended.countDown();
            }
        });
        CompletableFuture<ChatResponse> call = watched.invokeAsync(ChatRequest.of("2"));
        second.await();

        call.cancel(true);

        ended.await();
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        ChatModel limited = model.with(RateLimit.perMinute(1));
        limited.predict("1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limited.predict("2")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
