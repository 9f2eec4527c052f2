package dev.lian4j.testing.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawServerTest {

    @Test
    void sendsTheBytesItWasToldAndKeepsTheRequest() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending("HTTP/1.1 200 OK\r\n\r\n", "你好"));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200 OK\r\n\r\n你好");
            assertThat(server.received().get(0).line()).isEqualTo("GET /a HTTP/1.1");
        }
    }
}
