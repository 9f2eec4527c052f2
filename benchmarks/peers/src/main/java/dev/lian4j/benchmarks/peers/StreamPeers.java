package dev.lian4j.benchmarks.peers;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.lian4j.benchmarks.LoopbackServer;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.openai.ChatOpenAi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A streamed reply of 8 MB, an event a word, is read from a server on this machine. Operations are megabytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StreamPeers {

    private static final int MEGABYTES = 8;
    private static final String EVENT = "data: {\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\","
            + "\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"gpt-4o-mini\","
            + "\"system_fingerprint\":\"fp_560af6e559\",\"choices\":[{\"index\":0,\"delta\":{%s},"
            + "\"logprobs\":null,\"finish_reason\":%s}],\"usage\":null}\n\n";

    private final LoopbackServer server;
    private final ChatModel ours;
    private final OpenAiStreamingChatModel langChain4j;
    private final OpenAIClient openAi;

    /** Starts the server and makes the clients. */
    public StreamPeers() {
        server = start();
        ours = ChatOpenAi.builder().apiKey("k").baseUrl(server.url()).build();
        langChain4j = OpenAiStreamingChatModel.builder()
                .apiKey("k")
                .modelName("m")
                .baseUrl(server.url())
                .timeout(Duration.ofMinutes(5))
                .build();
        openAi = OpenAIOkHttpClient.builder().apiKey("k").baseUrl(server.url()).build();
    }

    private static LoopbackServer start() {
        String event = EVENT.formatted("\"content\":\" word\"", "null");
        String body = event.repeat(MEGABYTES * 1_000_000 / event.length()) + EVENT.formatted("", "\"stop\"")
                + "data: [DONE]\n\n";
        try {
            return LoopbackServer.sending("text/event-stream", body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws IOException {
        server.close();
        openAi.close();
    }

    /** Pieces and the whole. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public Object lian4j(Blackhole hole) {
        return ours.invoke(ChatRequest.of("Hi"), hole::consume);
    }

    /** Pieces and the whole. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public Object langChain4j(Blackhole hole) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        langChain4j.chat("Hi", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                hole.consume(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(@Nullable Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return whole.join();
    }

    /** Pieces only. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public void openAiJava(Blackhole hole) {
        ChatCompletionCreateParams request = ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage("Hi")
                .build();
        try (var stream = openAi.chat().completions().createStreaming(request)) {
            stream.stream().forEach(hole::consume);
        }
    }
}
