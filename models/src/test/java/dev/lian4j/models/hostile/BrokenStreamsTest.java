package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.testing.net.Faults;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import dev.lian4j.testing.process.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each client against streams that break off, stand still, or never end. */
@Timeout(600)
class BrokenStreamsTest {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Said MIXED = new Said(
            List.of("先想", "👋"),
            List.of("低秩"),
            List.of(
                    new ToolCall("call_1", "get_weather", "{\"city\":\"北京\",\"days\":3}"),
                    new ToolCall("call_2", "get_time", "{\"zone\":\"Asia/Shanghai\"}")),
            Said.USAGE);

    /** What a caller takes from a response. */
    private static List<Object> taken(ChatResponse response) {
        return List.of(
                response.text(),
                response.message().reasoning(),
                response.message().toolCalls().stream()
                        .map(call -> call.name() + call.arguments())
                        .toList(),
                response.finishReason());
    }

    /** Thoughts, text and calls in one stream: a cut at any byte of head or body is an error, or took nothing away. */
    @ParameterizedTest
    @EnumSource
    void aCutAtAnyByteIsNeverTakenForAnAnswer(Client client) throws IOException {
        byte[] bytes = client.stream(MIXED);
        List<Object> whole;
        try (RawServer server = RawServer.of(Faults.send(bytes))) {
            whole = taken(Client.stream(client.model(server)));
        }
        int head = client.head().getBytes(StandardCharsets.UTF_8).length;
        int refused = 0;
        try (RawServer server = RawServer.of(Faults.everyCut(bytes))) {
            ChatModel model = client.model(server);
            for (int length = 0; length < bytes.length; length++) {
                Object[] got = new Object[1];
                Throwable error = catchThrowable(() -> got[0] = taken(Client.stream(model)));
                if (error == null) {
                    assertThat(got[0]).as("cut after %d bytes", length).isEqualTo(whole);
                } else {
                    assertThat(error)
                            .as("cut after %d bytes", length)
                            .isInstanceOfAny(StreamTruncatedException.class, ModelConnectionException.class);
                    refused++;
                }
            }
            assertThat(server.received()).hasSize(bytes.length);
        }
        assertThat(refused).isGreaterThan(head + (bytes.length - head) / 2);
        System.out.printf("FIGURE cuts %s: %d cuts, %d errors, 0 shorter answers%n", client, bytes.length, refused);
    }

    @ParameterizedTest
    @EnumSource
    void aResetAtAnyEventIsNeverTakenForAnAnswer(Client client) throws IOException {
        List<String> events = client.wire.stream(Client.ANSWER);
        for (int count = 0; count < client.wire.wholeAfter(events); count++) {
            byte[] bytes = client.events(Client.ANSWER, count);
            try (RawServer server = RawServer.of(Faults.resetAt(bytes, bytes.length))) {
                assertThat(catchThrowable(() -> Client.stream(client.model(server))))
                        .isInstanceOfAny(StreamTruncatedException.class, ModelConnectionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStallEndsSilentOrHiddenByComments(Client client) throws IOException {
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < Figures.times(2, 20); i++) {
            byte[] some = client.events(Client.ANSWER, i % 3);
            Script comments =
                    Faults.then(Faults.send(some), Faults.commentEvery(Duration.ofMillis(50), client.comment()));
            Script flood = Faults.then(Faults.send(some), Faults.endless(Faults.bytes(client.comment())));
            for (Script script : List.of(Faults.stallAfter(some, some.length), comments, flood)) {
                try (RawServer server = RawServer.of(script)) {
                    long start = System.nanoTime();
                    assertThat(catchThrowable(() -> Client.stream(client.impatient(server, LIMIT))))
                            .isInstanceOf(ModelTimeoutException.class)
                            .hasMessageContaining("PT0.3S");
                    late.add(System.nanoTime() - start - LIMIT.toNanos());
                }
            }
        }
        Figures.print(
                "stall, over the limit, " + client,
                late.stream().mapToLong(Long::longValue).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void isDoneThoughTheSocketIsHeld(Client client) throws Exception {
        byte[] bytes = client.stream(Client.ANSWER);
        long[] took = new long[Figures.times(2, 20)];
        for (int i = 0; i < took.length; i++) {
            AtomicLong sent = new AtomicLong();
            Script holding =
                    Faults.then(Faults.send(bytes), (out, socket) -> sent.set(System.nanoTime()), Faults.holdOpen());
            try (RawServer server = RawServer.of(holding)) {
                assertThat(Client.stream(client.model(server)).text()).isEqualTo(Client.ANSWER.text());
                took[i] = System.nanoTime();
                server.awaitIdle();
                took[i] -= sent.get();
            }
        }
        Figures.print("closing mark to answer, socket held, " + client, took);
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsATypedErrorOrChangesNothingElse(Client client) throws IOException {
        byte[] bytes = client.stream(Client.ANSWER);
        Random random = Seeds.random("garbage for " + client);
        for (int i = 0; i < Figures.times(100, 5000); i++) {
            int from = random.nextInt(bytes.length - 4);
            try (RawServer server = RawServer.of(Faults.garble(bytes, from, 4, random))) {
                Throwable error = catchThrowable(() -> Client.stream(client.impatient(server, LIMIT)));
                if (error != null) {
                    assertThat(error).as("4 bytes at %d", from).isInstanceOf(LianException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageOrNothingIsNoAnswer(Client client) throws IOException {
        String page = "<!DOCTYPE html><html><body>Please log in</body></html>";
        byte[] chunks = Faults.chunked(new byte[0], 1);
        String chunked = RawServer.head(200, client.wire.streamType(), "Transfer-Encoding: chunked") + "\r\n";
        for (Script script : List.of(
                Faults.send(Faults.bytes(RawServer.head(200, "text/html"), "\r\n", page)),
                Faults.send(Faults.bytes(client.head(), page)),
                Faults.send(Faults.bytes(client.head())),
                Faults.then(Faults.send(Faults.bytes(chunked)), Faults.send(chunks)))) {
            try (RawServer server = RawServer.of(script)) {
                assertThat(catchThrowableOfType(LianException.class, () -> Client.stream(client.model(server))))
                        .isNotNull();
            }
        }
    }
}
