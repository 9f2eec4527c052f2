package dev.lian4j.examples.tutorial;

import dev.lian4j.core.ChainGraph;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.cache.CachedEmbeddings;
import dev.lian4j.models.cache.FileResponseCache;
import dev.lian4j.models.cache.InMemoryResponseCache;
import dev.lian4j.models.cache.ResponseCaching;
import dev.lian4j.models.cache.SemanticResponseCache;
import dev.lian4j.models.cost.Price;
import dev.lian4j.models.cost.PriceTable;
import dev.lian4j.models.cost.UsageMeter;
import dev.lian4j.models.limit.CircuitBreaker;
import dev.lian4j.models.limit.RateLimit;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.Provider;
import dev.lian4j.models.replay.Recorder;
import dev.lian4j.models.replay.Replayer;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.testing.FakeEmbeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What goes around any model: providers by one line, fallback, cache, limits, cost, recordings. Fake models; no key. */
public final class AroundModels {

    private AroundModels() {}

    /** Shows each. */
    public static void main(String[] args) throws IOException {
        ChatModel deepSeek = ChatOpenAi.builder(Provider.DEEPSEEK)
                .apiKey("none-since-nothing-is-sent")
                .parameters(ChatParameters.builder()
                        .model("deepseek-chat")
                        .temperature(0)
                        .build())
                .build();
        System.out.println(deepSeek.features());

        FakeChatModel backup = FakeChatModel.of("from the second model");
        ChatModel broken = (request, run) -> {
            throw new IllegalStateException("no network");
        };
        System.out.println(broken.withFallback(backup).predict("hello"));
        cached();
        cachedOtherwise();
        metered();
        recorded();
    }

    private static void cached() {
        // tag::cached[]
        FakeChatModel model = FakeChatModel.of("你也好啊");
        ChatModel wrapped = model.with(ResponseCaching.of("fake", InMemoryResponseCache.of(1_000_000)))
                .with(RateLimit.perMinute(60))
                .with(CircuitBreaker.of(5, Duration.ofSeconds(30)));
        wrapped.predict("你好啊");
        System.out.println(
                wrapped.predict("你好啊") + ", calls: " + model.requests().size());
        System.out.print(ChainGraph.of(wrapped).text());
        // end::cached[]
    }

    private static void cachedOtherwise() throws IOException {
        Path file = Files.createTempFile("cache", ".jsonl");
        FakeChatModel model = FakeChatModel.of("你也好啊");
        model.with(ResponseCaching.of("fake", FileResponseCache.of(file))).predict("你好啊");
        ChatModel later = model.with(ResponseCaching.of("fake", FileResponseCache.of(file)));
        System.out.println(later.predict("你好啊") + ", calls: " + model.requests().size());
        Files.delete(file);

        EmbeddingModel words = CachedEmbeddings.inMemory(FakeEmbeddings.of(8), 1_000);
        ChatModel near = model.with(ResponseCaching.of("fake", SemanticResponseCache.of(words, 0.99, 100)));
        near.predict("hello");
        System.out.println(
                near.predict("hello") + ", calls: " + model.requests().size());
    }

    private static void metered() {
        ChatResponse reply =
                new ChatResponse(AiMessage.of("hi"), FinishReason.STOP, new TokenUsage(1_000, 500), "my-model");
        UsageMeter meter = UsageMeter.of(PriceTable.bundled().with("my-model", Price.of("0.15", "0.60")));
        FakeChatModel.of(List.of(reply)).withListener(meter).predict("hello");
        System.out.println(meter);
    }

    private static void recorded() throws IOException {
        Path cassette = Files.createTempFile("cassette", ".jsonl");
        FakeChatModel.of("recorded").with(Recorder.to(cassette)).predict("hello");
        System.out.println(Replayer.of(cassette).predict("hello"));
        Files.delete(cassette);
    }
}
