package dev.lian4j.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, steered by its DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final WebSocket socket;

    private Browser(Process process, WebSocket.Builder builder, URI page) {
        this.process = process;
        this.socket = builder.buildAsync(page, new Listener()).join();
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Page.enable", Map.of());
    }

    /** Where Chromium or Chrome is, if it is on the path. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1200,800",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> told.lines().forEach(more -> {}), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                HttpClient client = HttpClient.newHttpClient();
                return new Browser(process, client.newWebSocketBuilder(), page(client, listening.group(1)));
            }
        }
        throw new IOException("Chromium did not start");
    }

    private static URI page(HttpClient client, String port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        for (JsonNode target : JSON.readTree(
                client.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("Chromium has no page");
    }

    JsonNode call(String method, Map<String, Object> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        String message = JSON.valueToTree(Map.of("id", number, "method", method, "params", parameters))
                .toString();
        socket.sendText(message, true).join();
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** What an expression is, as text. */
    String read(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        return result.path("result").path("result").path("value").asText();
    }

    /** Waits until an expression holds; gives what another one is then. */
    String readOnce(String condition, String expression) {
        return read("new Promise(done => { const look = () => { try { if (" + condition + ") { done(String("
                + expression + ")); return; } } catch {} setTimeout(look, 50); }; look(); })");
    }

    /** Errors on the console and exceptions that nobody caught. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private final class Listener implements WebSocket.Listener {
        private final List<CharSequence> parts = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.add(data.toString());
            if (last) {
                take(String.join("", parts));
                parts.clear();
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                String method = message.path("method").asText();
                boolean fault = method.equals("Runtime.exceptionThrown")
                        || (method.equals("Log.entryAdded")
                                && message.at("/params/entry/level").asText().equals("error"));
                if (fault) {
                    faults.add(text);
                }
                CompletableFuture<JsonNode> answer =
                        waiting.remove(message.path("id").asInt());
                if (answer != null) {
                    answer.complete(message);
                }
            } catch (IOException e) {
                faults.add(e.toString());
            }
        }
    }
}
