package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.testing.net.Faults;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import dev.lian4j.testing.process.Seeds;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each client's calls, closed at each event and interrupted at any moment. */
@Timeout(600)
class StoppedCallsTest {

    /** A whole answer but for its last event, and then silence. */
    private static Script stalling(Client client) {
        int events = client.wire.wholeAfter(client.wire.stream(Client.ANSWER));
        byte[] most = client.events(Client.ANSWER, events - 1);
        return Faults.stallAfter(most, most.length);
    }

    @ParameterizedTest
    @EnumSource
    void closedStreamsLeaveNothingBehind(Client client) throws Exception {
        try (RawServer server = RawServer.of(stalling(client))) {
            ChatModel model = client.model(server);
            cycles(model, server, 10);
            long files = openFiles();
            int cycles = Figures.times(100, 1000);
            cycles(model, server, cycles);

            assertThat(server.open()).isZero();
            assertThat(openFiles()).isLessThan(files + 20);
            System.out.printf(
                    "FIGURE cycles %s: %d, threads +%d, sockets +%d, files %+d%n",
                    client, cycles, workers(), server.open(), openFiles() - files);
        }
    }

    private static void cycles(ChatModel model, RawServer server, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            try (Streamed<ChatResponse> streamed = model.stream(ChatRequest.of("Hi"))) {
                Iterator<Piece> pieces = streamed.pieces().iterator();
                // Before the first, and after each further one that has text.
                for (int pulled = 0; pulled < i % 4; pulled++) {
                    assertThat(pieces.next())
                            .isEqualTo(new Piece.Text(Client.ANSWER.texts().get(pulled)));
                }
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("lian4j-")) {
                thread.join();
            }
        }
        server.awaitIdle();
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lian4j-"))
                .count();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptAtAnyMomentEndsACallAndIsKept(Client client) throws Exception {
        Random random = Seeds.random("interrupts of " + client);
        long[] took = new long[Figures.times(100, 1000)];
        try (RawServer server = RawServer.of(stalling(client))) {
            ChatModel model = client.model(server);
            for (int i = 0; i < took.length; i++) {
                took[i] = interrupt(model, i % 2 == 0, random.nextInt(5_000_000));
            }
            server.awaitIdle();
        }
        Figures.print("interrupt to end, flag kept, " + client, took);
    }

    /** Nanoseconds from the interrupt to the end. */
    private static long interrupt(ChatModel model, boolean streamed, long after) throws InterruptedException {
        AtomicReference<Throwable> error = new AtomicReference<>();
        AtomicReference<Boolean> kept = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                if (streamed) {
                    Client.stream(model);
                } else {
                    model.invoke(ChatRequest.of("Hi"));
                }
            } catch (Throwable t) {
                kept.set(Thread.currentThread().isInterrupted());
                error.set(t);
            }
        });
        thread.start();
        for (long start = System.nanoTime(); System.nanoTime() - start < after; ) {
            Thread.onSpinWait();
        }
        long asked = System.nanoTime();
        thread.interrupt();
        thread.join();
        long took = System.nanoTime() - asked;
        assertThat(error.get()).isInstanceOf(CancelledException.class);
        assertThat(kept.get()).isTrue();
        return took;
    }
}
