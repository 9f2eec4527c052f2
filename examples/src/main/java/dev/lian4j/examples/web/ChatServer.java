package dev.lian4j.examples.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.LianException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page to this machine only. Requests under another name than that of this machine, or from another site's page,
 * are refused, so that no page in the browser can read the documents.
 */
public final class ChatServer implements Closeable {

    /** The most bytes of a document. */
    public static final int LARGEST = 20 << 20;

    private static final int LONGEST_QUESTION = 100_000;
    private static final int TRACES = 50;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "lian4j-page");
        thread.setDaemon(true);
        return thread;
    });
    private final DocumentChat chat;
    private final Recent<String> traces = Recent.of(TRACES);

    private ChatServer(HttpServer server, DocumentChat chat) {
        this.server = server;
        this.chat = chat;
    }

    /**
     * Starts serving.
     *
     * @param port of this machine; 0 for any that is free
     * @throws IOException if the port is taken
     */
    public static ChatServer start(DocumentChat chat, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ChatServer started = new ChatServer(http, chat);
        http.setExecutor(started.threads);
        http.createContext("/", started::serve);
        http.start();
        return started;
    }

    /** Where the page is. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!fromHere(exchange)) {
                send(exchange, 403, "text/plain", "This page is for this machine only");
                return;
            }
            try {
                route(exchange);
            } catch (JsonProcessingException e) {
                refuse(exchange, 400, "The request is not JSON: " + e.getOriginalMessage());
            } catch (LianException | IllegalArgumentException e) {
                refuse(exchange, 400, said(e));
            } catch (RuntimeException e) {
                refuse(exchange, 500, said(e));
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsString(Map.of("message", message)));
    }

    private boolean fromHere(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        Set<String> names = Set.of("localhost:" + port, "127.0.0.1:" + port);
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return host != null && names.contains(host) && (origin == null || origin.equals("http://" + host));
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /" -> page(exchange);
            case "GET /api/state" -> send(exchange, 200, "application/json", JSON.writeValueAsString(chat.state()));
            case "POST /api/documents" -> add(exchange);
            case "POST /api/ask" -> ask(exchange);
            default -> trace(exchange, path);
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        try (InputStream page = Objects.requireNonNull(ChatServer.class.getResourceAsStream("page.html"))) {
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            send(exchange, 200, "text/html", new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void trace(HttpExchange exchange, String path) throws IOException {
        String trace = path.startsWith("/trace/") ? traces.get(path.substring("/trace/".length())) : null;
        if (trace == null) {
            send(exchange, 404, "text/plain", "There is nothing at " + path);
        } else {
            send(exchange, 200, "text/html", trace);
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (query == null || !query.startsWith("name=") || query.length() == "name=".length()) {
            throw new IllegalArgumentException("The document's name is missing: POST /api/documents?name=report.pdf");
        }
        byte[] content = read(exchange, LARGEST, "A document may have " + (LARGEST >> 20) + " MB at most");
        send(
                exchange,
                200,
                "application/json",
                JSON.writeValueAsString(chat.add(query.substring("name=".length()), content)));
    }

    private static byte[] read(HttpExchange exchange, int most, String otherwise) throws IOException {
        byte[] content = exchange.getRequestBody().readNBytes(most + 1);
        if (content.length > most) {
            throw new IllegalArgumentException(otherwise);
        }
        return content;
    }

    /** The answer as it comes: events {@code piece}, then {@code reply} or {@code failed}. */
    private void ask(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(read(exchange, LONGEST_QUESTION, "The question is too long"));
        String question = asked.path("question").asText().strip();
        if (question.isEmpty()) {
            throw new IllegalArgumentException("The question is empty");
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        // Closing the stream, as when the reader has gone, ends the call.
        try (Streamed<DocumentChat.Reply> answer =
                        chat.ask(asked.path("session").asText(), question);
                Heartbeat ignored = Heartbeat.start(out, answer::close)) {
            for (Iterator<String> pieces = answer.text().iterator(); pieces.hasNext(); ) {
                event(out, "piece", Map.of("text", pieces.next()));
            }
            event(out, "reply", kept(answer.result()));
        } catch (RuntimeException e) {
            event(out, "failed", Map.of("message", said(e)));
        }
    }

    private DocumentChat.Reply kept(DocumentChat.Reply reply) {
        String id = UUID.randomUUID().toString();
        traces.getOrMake(id, reply::trace);
        return new DocumentChat.Reply(reply.text(), reply.sources(), reply.model(), "trace/" + id);
    }

    private static void event(OutputStream out, String name, Object data) throws IOException {
        byte[] event = ("event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(event);
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String said(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
