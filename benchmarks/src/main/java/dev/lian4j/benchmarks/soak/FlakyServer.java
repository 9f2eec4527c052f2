package dev.lian4j.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of OpenAI's protocol whose right answers are known, and which fails in a share of the requests: the last
 * message comes back, a sum is asked of the tool {@code add}, a vector is made of the words.
 */
final class FlakyServer implements Closeable {

    /** What can go wrong. */
    enum Fault {
        SERVER_ERROR,
        RATE_LIMIT,
        CUT,
        GARBAGE,
        STALL
    }

    static final int DIMENSION = 64;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final ExecutorService workers;
    private volatile double faultShare;
    private final long stallMillis;
    private final Fault[] faults;
    private final Map<Fault, AtomicLong> injected = new EnumMap<>(Fault.class);
    private final AtomicLong served = new AtomicLong();

    static {
        // Without it each small reply waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default it closes idle connections beyond 200, just when the next request may be on its way.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
    }

    FlakyServer(double faultShare, long stallMillis, ExecutorService workers, Fault... faults) throws IOException {
        this.faultShare = faultShare;
        this.stallMillis = stallMillis;
        this.workers = workers;
        this.faults = faults.length == 0 ? Fault.values() : faults.clone();
        for (Fault fault : Fault.values()) {
            injected.put(fault, new AtomicLong());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10_000);
        server.setExecutor(workers);
        server.createContext("/v1/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    long served() {
        return served.get();
    }

    Map<Fault, AtomicLong> injected() {
        return injected;
    }

    /** No more faults, so that what is kept can be checked. */
    void calmDown() {
        faultShare = 0;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            served.incrementAndGet();
            if (ThreadLocalRandom.current().nextDouble() < faultShare) {
                fail(exchange, request, faults[ThreadLocalRandom.current().nextInt(faults.length)]);
            } else {
                send(exchange, 200, reply(exchange, request), streamed(request));
            }
        }
    }

    private void fail(HttpExchange exchange, JsonNode request, Fault fault) throws IOException {
        injected.get(fault).incrementAndGet();
        switch (fault) {
            case SERVER_ERROR -> send(exchange, 500, "{\"error\":{\"message\":\"broken\"}}", false);
            case RATE_LIMIT -> {
                exchange.getResponseHeaders().set("Retry-After", "0.05");
                send(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}", false);
            }
            case GARBAGE -> send(exchange, 200, streamed(request) ? "data: {\"cho\n\n" : "<html>", streamed(request));
            case CUT -> cut(exchange, reply(exchange, request), streamed(request));
            case STALL -> {
                pause();
                send(exchange, 200, reply(exchange, request), streamed(request));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(stallMillis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean streamed(JsonNode request) {
        return request.path("stream").asBoolean();
    }

    private static void head(HttpExchange exchange, int status, long length, boolean stream) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status, length);
    }

    private static void send(HttpExchange exchange, int status, String body, boolean stream) throws IOException {
        head(exchange, status, 0, stream);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Half of the length that was promised; the exception makes the server drop the connection there. */
    private static void cut(HttpExchange exchange, String body, boolean stream) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(exchange, 200, bytes.length, stream);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        throw new IOException("cut on purpose");
    }

    private static String reply(HttpExchange exchange, JsonNode request) {
        return exchange.getRequestURI().getPath().endsWith("embeddings")
                ? embeddings(request.path("input"))
                : chat(request);
    }

    private static String embeddings(JsonNode texts) {
        ObjectNode reply = JSON.createObjectNode();
        for (int i = 0; i < texts.size(); i++) {
            ObjectNode item = reply.withArray("data").addObject().put("index", i);
            for (float number : vector(texts.get(i).asText())) {
                item.withArray("embedding").add(number);
            }
        }
        return reply.toString();
    }

    /** A word pulls the vector its own way, so that a text is nearest to one with the same words. */
    private static float[] vector(String text) {
        float[] vector = new float[DIMENSION];
        for (String word : text.split("\\s+", -1)) {
            Random random = new Random(word.hashCode() * 0x9E3779B97F4A7C15L);
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] += (float) random.nextGaussian();
            }
        }
        return vector;
    }

    private static String chat(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        boolean call = request.has("tools") && "user".equals(last.path("role").asText());
        ObjectNode message = JSON.createObjectNode().put("role", "assistant");
        if (call) {
            String[] numbers = last.path("content").asText().split(" ", -1);
            ObjectNode tool = message.withArray("tool_calls").addObject();
            tool.put("index", 0).put("id", "c1").put("type", "function");
            tool.putObject("function")
                    .put("name", "add")
                    .put("arguments", "{\"a\":" + numbers[0] + ",\"b\":" + numbers[1] + "}");
        } else {
            message.put("content", "You said: " + last.path("content").asText());
        }
        return framed(message, call ? "tool_calls" : "stop", streamed(request));
    }

    private static String framed(ObjectNode message, String finish, boolean stream) {
        ObjectNode reply = JSON.createObjectNode().put("id", "r").put("model", "echo");
        ObjectNode choice = reply.withArray("choices").addObject().put("index", 0);
        choice.set(stream ? "delta" : "message", message);
        if (!stream) {
            choice.put("finish_reason", finish);
            return reply.toString();
        }
        String end = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + finish + "\"}]}";
        return "data: " + reply + "\n\ndata: " + end + "\n\ndata: [DONE]\n\n";
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
