package dev.lian4j.models.http;

import dev.lian4j.core.Retry;
import dev.lian4j.core.Run;
import java.util.List;
import java.util.UUID;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/**
 * Posts JSON to a server and reads the reply, whole or as events. Tries again as the policy says; stops at once when
 * the run is cancelled or the thread interrupted. Everything that goes wrong becomes an exception of
 * {@code core.error}, and no message shows a key or a prompt. Starts no threads that would keep the JVM alive. Thread
 * safe.
 */
public final class JsonTransport {

    private final HttpConfig config;
    private final OkHttpClient client;

    /** A client of one server, with connections of its own. */
    public JsonTransport(HttpConfig config) {
        this.config = config;
        this.client = new OkHttpClient.Builder()
                .connectTimeout(config.timeouts().connect())
                .readTimeout(config.timeouts().read())
                .writeTimeout(config.timeouts().read())
                .connectionPool(new ConnectionPool())
                .socketFactory(new InterruptibleSockets())
                // One connection a call: stopping one call closes its socket and can hurt no other.
                .protocols(List.of(Protocol.HTTP_1_1))
                // Retries are ours alone, and a redirected POST would lose its body or show its key to a stranger.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /**
     * Posts, and puts the reply together.
     *
     * @throws dev.lian4j.core.error.ModelException if the server refuses, fails or cannot be reached
     * @throws dev.lian4j.core.error.CancelledException if the run was cancelled or the thread interrupted
     */
    public <R> R call(Post post, Run run, Assembler.Factory<R> assemblers) {
        Deadline deadline = Deadline.after(config.timeouts().call());
        Request request = request(post);
        Retry policy = config.retry();
        Retry retry = policy.on(error -> policy.retryable().test(error) && deadline.allows(error));
        Redactor redactor = new Redactor(config.secrets(), post.body());
        Attempt<R> attempt = new Attempt<>(client, config, request, post.framing(), redactor, deadline, assemblers);
        return retry.call(run, attempt::run);
    }

    /** The server's address. */
    @Override
    public String toString() {
        return config.place();
    }

    private Request request(Post post) {
        Request.Builder request = new Request.Builder()
                .url(config.url(post.path(), post.query()))
                .header("User-Agent", "lian4j")
                .header("Accept", post.framing().mediaType())
                // The same over all tries, so that a server that keeps count answers only once.
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (post.framing() != Framing.WHOLE) {
            // Packing would hold back events.
            request.header("Accept-Encoding", "identity");
        }
        config.headers().forEach(request::header);
        return request.post(new JsonBody(Json.bytes(post.body()))).build();
    }
}
