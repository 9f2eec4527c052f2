package dev.lian4j.benchmarks;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.openai.ChatOpenAi;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads many streams at once from a server in the same JVM, a piece of each in turn, and tells what that took: {@code
 * java -Xmx1g dev.lian4j.benchmarks.ConcurrentStreams 1000}.
 */
public final class ConcurrentStreams {

    private static final int WORDS = 100;

    private ConcurrentStreams() {}

    /** Reads as many streams as the first argument says, 1,000 without one. */
    public static void main(String... args) throws IOException, InterruptedException {
        int count = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
        int before = workers().size();
        long start = System.nanoTime();
        try (LoopbackServer server = LoopbackServer.sending("text/event-stream", body())) {
            ChatOpenAi model =
                    ChatOpenAi.builder().apiKey("").baseUrl(server.url()).build();
            List<Streamed<ChatResponse>> streams = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                streams.add(model.stream(ChatRequest.of("Hi")));
            }
            long pieces = read(streams);
            long millis = (System.nanoTime() - start) / 1_000_000;
            out().printf("%d streams, all open at once, %d pieces: %d ms%n", count, pieces, millis);
        }
        out().printf("heap at most %d MB, threads at most %d%n", peakHeap() >> 20, peakThreads());
        for (Thread worker : workers()) {
            worker.join();
        }
        out().printf("workers left over: %d%n", workers().size() - before);
    }

    private static long read(List<Streamed<ChatResponse>> streams) {
        List<Iterator<Piece>> open =
                streams.stream().map(stream -> stream.pieces().iterator()).toList();
        long pieces = 0;
        for (int word = 0; word < WORDS; word++) {
            for (Iterator<Piece> each : open) {
                each.next();
                pieces++;
            }
        }
        for (Streamed<ChatResponse> stream : streams) {
            if (stream.result().text().length() != WORDS * " word".length()) {
                throw new IllegalStateException("A stream lost something");
            }
        }
        return pieces;
    }

    private static byte[] body() {
        String event =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}]}\n\n";
        String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        return (event.repeat(WORDS) + end).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lian4j"))
                .toList();
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static int peakThreads() {
        return ManagementFactory.getThreadMXBean().getPeakThreadCount();
    }

    private static PrintStream out() {
        return System.out;
    }
}
