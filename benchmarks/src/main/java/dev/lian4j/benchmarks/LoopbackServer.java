package dev.lian4j.benchmarks;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on this machine that answers every request with the same bytes, one request a connection. */
public record LoopbackServer(ServerSocket socket) implements Closeable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /** Starts it. */
    public static LoopbackServer sending(String contentType, byte[] body) throws IOException {
        LoopbackServer server = new LoopbackServer(new ServerSocket(0, 2000, InetAddress.getLoopbackAddress()));
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + contentType + "\r\n\r\n";
        daemon(() -> server.accept(head.getBytes(StandardCharsets.ISO_8859_1), body));
        return server;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(byte[] head, byte[] body) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> answer(client, head, body));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket client, byte[] head, byte[] body) {
        try (client;
                OutputStream out = client.getOutputStream()) {
            readHead(client.getInputStream());
            out.write(head);
            out.write(body);
            client.shutdownOutput();
            // Closing with something unread would reset the connection before the client has read all.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no request");
            }
            matched = next == END_OF_HEAD[matched] ? matched + 1 : 0;
        }
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
