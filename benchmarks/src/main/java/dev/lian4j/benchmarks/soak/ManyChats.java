package dev.lian4j.benchmarks.soak;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.openai.ChatOpenAi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Many chats at once, each waiting for an answer that takes two seconds: {@code benchmarks/run --main soak.ManyChats 1000}.
 * On virtual threads where the JDK has them (21 and later), else on one platform thread a chat. The server is a process of
 * its own, for both ends of ten thousand connections are more files than one may open.
 */
public final class ManyChats {

    private static final int TURNS = 3;
    private static final int ANSWER_MILLIS = 2000;

    private ManyChats() {}

    /** Holds as many chats as the first argument says, 1,000 without one; {@code serve} is the other process. */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("serve")) {
            serve();
            return;
        }
        int count = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyChats.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader told = server.inputReader(StandardCharsets.UTF_8)) {
            Tally tally = measure(count, told.readLine());
            if (tally.silentFailures()) {
                System.exit(1);
            }
        } finally {
            server.destroy();
        }
    }

    /** Ends when its parent does, which closes the input. */
    private static void serve() throws IOException {
        try (FlakyServer server = new FlakyServer(1, ANSWER_MILLIS, threads(), FlakyServer.Fault.STALL)) {
            out().println(server.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Tally measure(int count, String url) throws InterruptedException {
        ChatOpenAi model = ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(url)
                .model("echo")
                .timeouts(new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3)))
                .build();
        Tally tally = new Tally();
        long start = System.nanoTime();
        hold(count, model, tally);
        double seconds = (System.nanoTime() - start) / 1e9;
        out().printf(
                        "%d chats at once, %d turns each, on %s%n",
                        count, TURNS, virtual() ? "virtual threads" : "threads");
        out().println(tally);
        out().printf(
                        "%.1f s by the clock, of them %.1f s the server's waiting; platform threads at most %d, heap %.0f MB%n",
                        seconds,
                        TURNS * ANSWER_MILLIS / 1e3,
                        ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
        return tally;
    }

    private static void hold(int count, ChatOpenAi model, Tally tally) throws InterruptedException {
        ExecutorService chats = threads();
        CountDownLatch left = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int who = i;
            chats.execute(() -> {
                try {
                    tally.take(() -> talk(who, model));
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                } finally {
                    left.countDown();
                }
            });
        }
        left.await();
        chats.shutdown();
    }

    private static void talk(int who, ChatOpenAi model) {
        ConversationBufferMemory memory = ConversationBufferMemory.create();
        Chain<String, ChatResponse> chat =
                memory.around(Chain.<Turn, ChatRequest>of(Jobs::asked).then(model));
        for (int turn = 0; turn < TURNS; turn++) {
            String said = "chat " + who + " turn " + turn;
            if (!chat.invoke(said).text().equals("You said: " + said)) {
                throw new AssertionError("another's answer came to " + said);
            }
        }
        if (memory.messages().size() != 2 * TURNS) {
            throw new AssertionError("messages lost: " + List.copyOf(memory.messages()));
        }
    }

    /** Virtual threads came with JDK 21; this is compiled for 17. */
    private static ExecutorService threads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException older) {
            return Executors.newCachedThreadPool();
        }
    }

    private static boolean virtual() {
        return Runtime.version().feature() >= 21;
    }

    private static PrintStream out() {
        return System.out;
    }
}
