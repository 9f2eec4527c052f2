package dev.lian4j.models.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.cache.InMemoryResponseCache;
import dev.lian4j.models.cache.ResponseCaching;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageMeterTest {

    private static final PriceTable PRICES =
            PriceTable.bundled().with("m", Price.of("2", "10")).with("free", Price.of("0", "0"));

    private final UsageMeter meter = UsageMeter.of(PRICES);

    private static FakeChatModel answering(String model, TokenUsage usage) {
        return FakeChatModel.answering(request -> new ChatResponse(AiMessage.of("x"), FinishReason.STOP, usage, model));
    }

    @Test
    void tokensAndCostsAreAddedUpByModel() {
        ChatModel one = answering("m", new TokenUsage(100, 10));
        ChatModel other = answering("free", new TokenUsage(7, 3));

        one.withListener(meter).predict("q");
        one.withListener(meter).predict("q");
        other.withListener(meter).predict("q");

        assertThat(meter.byModel()).containsOnlyKeys("free", "m");
        assertThat(meter.byModel().get("m").cost()).isEqualByComparingTo("0.0006");
        assertThat(meter.total().input()).isEqualTo(207);
        assertThat(meter.total().calls()).isEqualTo(3);
        assertThat(meter.total().costIsKnown()).isTrue();
        assertThat(meter).asString().contains("m: 2 calls, 0 failed, 200 tokens in, 20 out, 0.000600 USD");
    }

    @Test
    void costsAreExact() {
        ChatModel model = answering("gpt-4o-mini", new TokenUsage(1, 1, 1, 0)).withListener(meter);

        for (int i = 0; i < 1_000; i++) {
            model.predict("q");
        }

        assertThat(meter.total().cost()).isEqualByComparingTo("0.000675");
    }

    @Test
    void whatHasNoPriceIsSaidAndNotCountedAsNothing() {
        answering("new-model", new TokenUsage(5, 5)).withListener(meter).predict("q");
        answering("m", TokenUsage.UNKNOWN).withListener(meter).predict("q");

        assertThat(meter.total().costIsKnown()).isFalse();
        assertThat(meter.total().callsOfUnknownCost()).isEqualTo(2);
        assertThat(meter).asString().contains("unknown cost");
    }

    @Test
    void repliesFromACacheCostNothingAndTriedCallsEach() {
        ChatModel cached = answering("m", new TokenUsage(1, 1))
                .with(ResponseCaching.of("m", InMemoryResponseCache.of(10_000)))
                .withListener(meter);
        cached.predict("q");
        cached.predict("q");
        assertThat(meter.total().calls()).isEqualTo(1);

        AtomicInteger tries = new AtomicInteger();
        ChatModel failing = FakeChatModel.answering(request -> {
            if (tries.getAndIncrement() == 0) {
                throw new ModelException("down", Details.TRANSIENT, null);
            }
            return ChatResponse.of("x");
        });
        failing.withRetry(Retry.of(2).sleepingBy(millis -> {}))
                .withListener(meter)
                .predict("q");
        assertThat(meter.total().calls()).isEqualTo(2);
        assertThat(meter.total().failures()).isEqualTo(1);
    }

    @Test
    void languageModelsAreMeteredToo() {
        LanguageModel model =
                (request, run) -> new Completion("x", FinishReason.STOP, new TokenUsage(1_000_000, 0), "m");

        model.withListener(meter).invoke(ChatRequest.of("q"));

        assertThat(meter.total().cost()).isEqualByComparingTo("2");
    }

    @Test
    void manyThreadsLoseNothing() {
        answering("m", new TokenUsage(1, 2))
                .withListener(meter)
                .batch(Collections.nCopies(500, ChatRequest.of("q")), 16);

        assertThat(meter.total().calls()).isEqualTo(500);
        assertThat(meter.total().output()).isEqualTo(1_000);
    }

    @Test
    void aSpentBudgetStopsFurtherCalls() {
        FakeChatModel model = answering("m", new TokenUsage(100_000, 0));
        ChatModel limited = model.with(meter.upTo(new BigDecimal("0.40")));
        limited.predict("1");
        limited.predict("2");

        assertThatThrownBy(() -> limited.predict("3"))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("budget of 0.40 USD is spent");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void aBudgetThatCannotBeKeptStopsToo() {
        ChatModel limited = answering("new-model", new TokenUsage(1, 1)).with(meter.upTo(BigDecimal.TEN));
        limited.predict("1");

        assertThatThrownBy(() -> limited.predict("2")).hasMessageContaining("new-model");
    }

    @Test
    void datedNamesHaveThePriceOfTheModel() {
        assertThat(PRICES.price("gpt-4o-2024-08-06"))
                .isEqualTo(PRICES.price("gpt-4o"))
                .isPresent();
        assertThat(PRICES.price("claude-haiku-4-5-20251001")).isPresent();
        assertThat(PRICES.price("gpt-4o-audio")).isEmpty();
        assertThat(PRICES.price("")).isEmpty();
        assertThat(PRICES.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
    }

    @Test
    void aCallLongerThanAPriceHoldsForHasNone() {
        Price price = PRICES.price("gemini-2.5-pro").orElseThrow();

        assertThat(price.cost(new TokenUsage(200_000, 0)).orElseThrow()).isEqualByComparingTo("0.25");
        assertThat(price.cost(new TokenUsage(200_001, 0))).isEmpty();
    }

    @Test
    void aTableOfOnesOwnReplacesTheBundledOne(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("价格.json");
        Files.writeString(file, "{\"currency\":\"CNY\",\"models\":[{\"model\":\"qwen\",\"input\":0.8,\"output\":2}]}");

        PriceTable table = PriceTable.load(file);

        assertThat(table.currency()).isEqualTo("CNY");
        assertThat(table.price("qwen")
                        .orElseThrow()
                        .cost(new TokenUsage(1_000, 1_000))
                        .orElseThrow())
                .isEqualByComparingTo("0.0028");
        assertThat(table.price("gpt-4o")).isEmpty();
    }

    @Test
    void aTableThatLacksSomethingIsRefusedByItsPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("p.json");

        Files.writeString(file, "{\"models\":[{\"model\":\"m\",\"input\":\"1\",\"output\":2}]}");
        assertThatThrownBy(() -> PriceTable.load(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("p.json: entry 1");
        Files.writeString(file, "{\"models\":[{\"model\":\"m\",\"input\":-1,\"output\":2}]}");
        assertThatThrownBy(() -> PriceTable.load(file)).hasMessageContaining("negative");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> PriceTable.load(file)).isInstanceOf(StoreException.class);
        Files.writeString(file, "not json");
        assertThatThrownBy(() -> PriceTable.load(file)).isInstanceOf(StoreException.class);
    }
}
