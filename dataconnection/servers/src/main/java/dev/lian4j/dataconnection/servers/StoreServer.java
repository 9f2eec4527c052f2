package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Retry;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends JSON to a server and reads what comes back. Everything sent may be sent twice: it leads to the same state. */
final class StoreServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final MediaType LINES_TYPE = MediaType.get("application/x-ndjson");
    private static final int CALLS_AT_ONCE = 64;

    private final Address address;
    private final OkHttpClient client;
    private final Retry retry;

    StoreServer(Address address, Duration timeout, Retry retry) {
        this.address = address;
        this.retry = retry.on(StoreServer::passing);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher())
                .followRedirects(false)
                // Further tries are ours alone; OkHttp has its own after 408, 503 and a broken connection.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    /** Threads that do not keep the program from ending. */
    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "lian4j-vector-store");
            thread.setDaemon(true);
            return thread;
        }));
        dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
        return dispatcher;
    }

    private static boolean passing(Throwable error) {
        return error.getCause() instanceof HttpStatusException answered
                ? answered.passing()
                : error.getCause() instanceof IOException;
    }

    String place() {
        return address.place();
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body(write(body), JSON_TYPE));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, body(write(body), JSON_TYPE));
    }

    /** A JSON text a line. */
    JsonNode postLines(String path, List<Map<String, Object>> lines) {
        String text = lines.stream().map(StoreServer::write).collect(Collectors.joining("\n", "", "\n"));
        return send("POST", path, body(text, LINES_TYPE));
    }

    JsonNode delete(String path) {
        return send("DELETE", path, null);
    }

    /** What is at this path, if anything. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (StoreException e) {
            if (e.getCause() instanceof HttpStatusException answered && answered.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static RequestBody body(String text, MediaType type) {
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new StoreException("The request cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private JsonNode send(String method, String path, @Nullable RequestBody body) {
        Request.Builder request = new Request.Builder().url(address.url(path)).method(method, body);
        address.headers().forEach(request::header);
        String what = method + " /" + path;
        return retry.call(Run.root(), run -> answer(client.newCall(request.build()), what));
    }

    private JsonNode answer(Call call, String what) {
        Answer answer = new Answer();
        call.enqueue(answer);
        try {
            return answer.done.get().read(address, what);
        } catch (InterruptedException e) {
            call.cancel();
            throw CancelledException.interrupted("waiting for " + address.place());
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        }
    }

    private StoreException unreachable(@Nullable Throwable fault) {
        String kind = fault == null ? "" : " (" + fault.getClass().getSimpleName() + ")";
        return new StoreException(
                address.place() + " cannot be reached, or the connection broke" + kind
                        + "; check that the server runs and that the address is right",
                fault);
    }

    /** Waits by a future, as a thread that reads a socket does not notice an interruption. */
    private static final class Answer implements Callback {

        private final CompletableFuture<ServerReply> done = new CompletableFuture<>();

        @Override
        public void onFailure(Call call, IOException e) {
            done.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                done.complete(new ServerReply(response.code(), response.body().string()));
            } catch (IOException e) {
                done.completeExceptionally(e);
            }
        }
    }
}
