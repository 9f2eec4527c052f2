package dev.lian4j.testing.net;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends exactly the bytes it is told to, one request a connection, so that replies can be broken. */
public final class RawServer implements Closeable {

    /** Answers one request; the connection is closed when it returns. The last script serves all further requests. */
    @FunctionalInterface
    public interface Script {
        void serve(OutputStream out, Socket socket) throws Exception;
    }

    /** A request as it came. */
    public record Received(String line, Map<String, String> headers, String body) {}

    private final ServerSocket server;
    private final List<Script> scripts;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(List<Script> scripts) throws IOException {
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.scripts = scripts;
    }

    public static RawServer of(Script... scripts) throws IOException {
        RawServer started = new RawServer(List.of(scripts));
        Thread thread = new Thread(started::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /** Sends these texts one after another, and closes the connection. */
    public static Script sending(String... parts) {
        return (out, socket) -> {
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }

    /** Sends these texts, and then nothing until the client goes away. */
    public static Script stallingAfter(String... parts) {
        return (out, socket) -> {
            sending(parts).serve(out, socket);
            awaitClient(socket);
        };
    }

    /** Returns when the client has closed the connection. */
    public static void awaitClient(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {}
        } catch (IOException gone) {
            // Reset is closed, too.
        }
    }

    public static String json(int status, String body, String... headers) {
        return head(status, "application/json", headers) + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** The head of a stream that ends with the connection. */
    public static String sseHead(String... headers) {
        return head(200, "text/event-stream", headers) + "\r\n";
    }

    public static String head(int status, String contentType, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nConnection: close\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    /** Returns when no connection is being served. */
    public void awaitIdle() throws InterruptedException {
        synchronized (open) {
            while (!open.isEmpty()) {
                open.wait();
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "raw-server-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            int number;
            synchronized (received) {
                received.add(read(new BufferedInputStream(socket.getInputStream())));
                number = received.size();
            }
            scripts.get(Math.min(number, scripts.size()) - 1).serve(socket.getOutputStream(), socket);
        } catch (Exception clientGone) {
            // What the client makes of it is what is tested.
        } finally {
            synchronized (open) {
                open.remove(socket);
                open.notifyAll();
            }
        }
    }

    private static Received read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        if (line.isEmpty()) {
            throw new IOException("no request");
        }
        return line.toString().strip();
    }

    /** How many connections are open. */
    public int open() {
        return open.size();
    }

    /** Listens no more, and cuts what is open. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
