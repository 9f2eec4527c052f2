package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping calls: nothing of them stays. The limits on time are only there so that a hanging test ends. */
@Timeout(120)
class CancelTest {

    private static ChatOpenAi model(RawServer server) {
        return ChatOpenAi.builder().apiKey("").baseUrl(server.url()).build();
    }

    private static String manyTexts() {
        return Chunks.text("word ").repeat(20);
    }

    @Test
    void aThousandClosedStreamsLeaveNothingBehind() throws Exception {
        try (RawServer server = RawServer.of(RawServer.stallingAfter(RawServer.sseHead() + manyTexts()))) {
            ChatOpenAi model = model(server);
            for (int i = 0; i < 1000; i++) {
                try (Streamed<ChatResponse> streamed = model.stream(ChatRequest.of("Hi"))) {
                    Iterator<Piece> pieces = streamed.pieces().iterator();
                    // Closed at another event each time; before the first, too.
                    for (int pulled = 0; pulled < i % 21; pulled++) {
                        assertThat(pieces.next()).isEqualTo(new Piece.Text("word "));
                    }
                }
            }

            awaitNoWorkers();
            server.awaitIdle();
            assertThat(server.received()).hasSizeGreaterThan(900);
        }
    }

    private static void awaitNoWorkers() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("lian4j-")) {
                thread.join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptEndsTheWaitForAServer(boolean streamed) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script silent = (out, socket) -> {
            asked.countDown();
            RawServer.awaitClient(socket);
        };
        try (RawServer server = RawServer.of(silent)) {
            ChatOpenAi model = model(server);

            Throwable error = interrupted(asked, () -> {
                if (streamed) {
                    model.invoke(ChatRequest.of("Hi"), piece -> {});
                } else {
                    model.predict("Hi");
                }
            });

            assertThat(error).isInstanceOf(CancelledException.class).hasMessageContaining(server.url());
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void anInterruptEndsTheWaitForTheNextEvent() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawServer server = RawServer.of(RawServer.stallingAfter(RawServer.sseHead() + Chunks.text("a")))) {
            ChatOpenAi model = model(server);

            Throwable error = interrupted(seen, () -> model.invoke(ChatRequest.of("Hi"), piece -> seen.countDown()));

            assertThat(error).isInstanceOf(CancelledException.class);
        }
    }

    /** Runs the call on a thread of its own, interrupts it when ready; its error, if the interrupt flag was kept. */
    private static Throwable interrupted(CountDownLatch ready, Runnable call) throws InterruptedException {
        AtomicReference<Throwable> error = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (Throwable t) {
                error.set(Thread.currentThread().isInterrupted() ? t : new AssertionError("flag lost", t));
            }
        });
        thread.start();
        assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        return error.get();
    }

    @Test
    void anInterruptAtAnyMomentIsKeptAndTakenForNothingElse() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, Chunks.whole("a"))))) {
            ChatOpenAi model = model(server);
            int cancelled = 0;
            for (int i = 0; i < 1000; i++) {
                cancelled += interruptedAfter(i * 2_000L, model) ? 1 : 0;
            }
            assertThat(cancelled).isPositive();
        }
    }

    /** Interrupts a call after so many nanoseconds; true if that ended it, false if it was over before. */
    private static boolean interruptedAfter(long nanos, ChatOpenAi model) throws InterruptedException {
        AtomicReference<Throwable> error = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                model.predict("Hi");
            } catch (CancelledException e) {
                error.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
            } catch (Throwable t) {
                error.set(new AssertionError("taken for something else", t));
            }
        });
        thread.start();
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        Throwable ended = error.get();
        if (ended instanceof AssertionError wrong) {
            throw wrong;
        }
        return ended != null;
    }

    @Test
    void aCallOnAnInterruptedThreadDoesNotBegin() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, Chunks.whole("a"))))) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> model(server).predict("Hi"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void cancellingAFutureEndsItsCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch clientGone = new CountDownLatch(1);
        Script silent = (out, socket) -> {
            asked.countDown();
            RawServer.awaitClient(socket);
            clientGone.countDown();
        };
        try (RawServer server = RawServer.of(silent)) {
            CompletableFuture<ChatResponse> future = model(server).invokeAsync(ChatRequest.of("Hi"));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(future.cancel(true)).isTrue();

            assertThat(clientGone.await(30, TimeUnit.SECONDS)).isTrue();
            awaitNoWorkers();
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void cancellingARunEndsItsCallOnAThreadThatNobodyInterrupts() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Script silent = (out, socket) -> {
            asked.countDown();
            RawServer.awaitClient(socket);
        };
        try (RawServer server = RawServer.of(silent)) {
            ChatOpenAi model = model(server);
            Chain<ChatRequest, String> elsewhere = (request, run) -> {
                new Thread(() -> {
                            try {
                                run.call(model, request);
                            } catch (RuntimeException e) {
                                ended.complete(e);
                            }
                        })
                        .start();
                return "under way";
            };
            try (Streamed<String> streamed = elsewhere.stream(ChatRequest.of("Hi"))) {
                assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
                streamed.close();
            }

            assertThat(ended.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("run was cancelled");
        }
    }

    @Test
    void aReceiverThatFailsEndsTheCallWithItsOwnError() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script stalling = (out, socket) -> {
            out.write((RawServer.sseHead() + manyTexts()).getBytes(StandardCharsets.UTF_8));
            RawServer.awaitClient(socket);
            clientGone.countDown();
        };
        try (RawServer server = RawServer.of(stalling)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> model(server).invoke(ChatRequest.of("Hi"), piece -> {
                        throw new IllegalStateException("full");
                    }))
                    .withMessage("full");
            assertThat(clientGone.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aProgramEndsWhenItsMainMethodDoes() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + Chunks.whole("done").length() + "\r\n\r\n" + Chunks.whole("done")))) {
            String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
            Process program = new ProcessBuilder(List.of(
                            java, "-cp", System.getProperty("java.class.path"), Program.class.getName(), server.url()))
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("done");
            // An idle thread of OkHttp's own would hold it for a minute.
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        }
    }

    /** A program that asks once, whole and streamed. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            ChatOpenAi model = ChatOpenAi.builder().apiKey("").baseUrl(args[0]).build();
            model.invoke(ChatRequest.of("Hi"), piece -> {});
            System.out.println(model.predict("Hi"));
        }
    }
}
