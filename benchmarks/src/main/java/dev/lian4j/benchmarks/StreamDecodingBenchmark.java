package dev.lian4j.benchmarks;

import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.ollama.ChatOllama;
import dev.lian4j.models.openai.ChatOpenAi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What reading a streamed reply costs, from the socket to the pieces and the whole. Operations are megabytes; the
 * counters tell the reading thread's own time, which a busy machine blurs less.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StreamDecodingBenchmark {

    private static final int MEGABYTES = 16;

    /** What the server sends: whose events, and what is in them. */
    @Param({"openai-english", "openai-chinese", "openai-tool", "ollama-english"})
    public String reply = "";

    private @Nullable LoopbackServer server;
    private ChatModel model = (request, run) -> ChatResponse.of("");

    /** Starts the server. */
    @Setup
    public void start() throws IOException {
        boolean ollama = reply.startsWith("ollama");
        String type = ollama ? "application/x-ndjson" : "text/event-stream";
        LoopbackServer started = LoopbackServer.sending(type, body(ollama).getBytes(StandardCharsets.UTF_8));
        server = started;
        Timeouts patient = Timeouts.DEFAULT.read(Duration.ofMinutes(10));
        model = ollama
                ? ChatOllama.builder()
                        .model("m")
                        .baseUrl(started.url())
                        .timeouts(patient)
                        .build()
                : ChatOpenAi.builder()
                        .apiKey("")
                        .baseUrl(started.url())
                        .timeouts(patient)
                        .build();
    }

    private String body(boolean ollama) {
        String event = ollama ? ollama("\"content\":\" word\"", false) : openAi(delta(), "null");
        String end = ollama
                ? ollama("\"content\":\"\"", true)
                : openAi("{}", reply.endsWith("tool") ? "\"tool_calls\"" : "\"stop\"") + "data: [DONE]\n\n";
        int bytes = event.getBytes(StandardCharsets.UTF_8).length;
        return event.repeat(MEGABYTES * 1_000_000 / bytes) + end;
    }

    private String delta() {
        return switch (reply) {
            case "openai-chinese" -> "{\"content\":\"低秩适应\"}";
            case "openai-tool" ->
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"function\":{\"name\":\"f\",\"arguments\":\" \\\"a\"}}]}";
            default -> "{\"content\":\" word\"}";
        };
    }

    private static String openAi(String delta, String finish) {
        return "data: {\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\",\"object\":\"chat.completion.chunk\","
                + "\"created\":1760000000,\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","
                + "\"system_fingerprint\":\"fp_560af6e559\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":" + finish + "}],\"usage\":null,\"obfuscation\":\"Xy12\"}\n\n";
    }

    private static String ollama(String content, boolean done) {
        return "{\"model\":\"qwen3:0.6b\",\"created_at\":\"2026-01-01T10:20:30.123456Z\",\"message\":"
                + "{\"role\":\"assistant\"," + content + "},\"done\":" + done + "}\n";
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** What the reading thread itself took: megabytes by milliseconds of its own time, times 1,000, is its speed. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class OwnTime {
        /** What was read. */
        public long megabytes;

        /** The time on a core, in milliseconds. */
        public long coreMillis;

        /** Starts counting anew. */
        @Setup(Level.Iteration)
        public void reset() {
            coreMillis = 0;
            megabytes = 0;
        }

        void add(long nanos) {
            coreMillis += nanos / 1_000_000;
            megabytes += MEGABYTES;
        }
    }

    /** One reply, in pieces. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public ChatResponse pieces(Blackhole hole, OwnTime time) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ChatResponse response = model.invoke(ChatRequest.of("Hi"), hole::consume);
        time.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        return response;
    }
}
