package dev.lian4j.testing.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.testing.net.RawServer.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {

    private static final byte[] REPLY = Faults.bytes("HTTP/1.1 200 OK\r\n\r\n", "你好👋");

    private static Socket ask(RawServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(Faults.bytes("GET / HTTP/1.1\r\n\r\n"));
        return socket;
    }

    private static byte[] reply(Script script) throws IOException {
        try (RawServer server = RawServer.of(script);
                Socket socket = ask(server)) {
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void cutsAtEachByteInTurn() throws IOException {
        try (RawServer server = RawServer.of(Faults.everyCut(REPLY))) {
            for (int length = 0; length < REPLY.length; length++) {
                try (Socket socket = ask(server)) {
                    assertThat(socket.getInputStream().readAllBytes()).hasSize(length);
                }
            }
        }
    }

    @Test
    void splittingLosesNothing() throws IOException {
        assertThat(reply(Faults.splitAt(REPLY, 1, 20, 21, 22))).isEqualTo(REPLY);
        assertThat(reply(Faults.dribble(REPLY, Duration.ZERO))).isEqualTo(REPLY);
    }

    @Test
    void repeatsAndGarbles() throws IOException {
        assertThat(reply(Faults.repeatFrom(REPLY, 19))).hasSize(REPLY.length * 2 - 19);
        assertThat(reply(Faults.garble(REPLY, 2, 5, new Random(1))))
                .hasSameSizeAs(REPLY)
                .startsWith(REPLY[0], REPLY[1])
                .isNotEqualTo(REPLY);
    }

    @Test
    void resetsTheConnection() throws IOException {
        try (RawServer server = RawServer.of(Faults.resetAt(REPLY, 5));
                Socket socket = ask(server)) {
            InputStream in = socket.getInputStream();
            assertThatExceptionOfType(SocketException.class).isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void stallsUntilTheClientGoesAndCommentsForEver() throws Exception {
        Script comments = Faults.then(Faults.cutAt(REPLY, 19), Faults.commentEvery(Duration.ofMillis(1), ": ping\n"));
        try (RawServer server = RawServer.of(Faults.stallAfter(REPLY, 4), comments)) {
            try (Socket socket = ask(server)) {
                assertThat(socket.getInputStream().readNBytes(4)).hasSize(4);
                assertThat(server.open()).isEqualTo(1);
            }
            try (Socket socket = ask(server)) {
                assertThat(socket.getInputStream().readNBytes(19 + 70)).endsWith(Faults.bytes(": ping\n"));
            }
            server.awaitIdle();
        }
    }

    @Test
    void closingTheServerCutsWhatIsOpen() throws Exception {
        RawServer server = RawServer.of(Faults.stallAfter(REPLY, 4));
        try (Socket socket = ask(server)) {
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(4)).hasSize(4);
            server.close();
            assertThat(in.read()).isEqualTo(-1);
            server.awaitIdle();
        }
    }

    @Test
    void sendsWithoutEndAndInChunks() throws IOException {
        try (RawServer server = RawServer.of(Faults.endless(Faults.bytes("ab")));
                Socket socket = ask(server)) {
            assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
        }
        assertThat(Faults.chunked(Faults.bytes("abc"), 2)).isEqualTo(Faults.bytes("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"));
    }
}
