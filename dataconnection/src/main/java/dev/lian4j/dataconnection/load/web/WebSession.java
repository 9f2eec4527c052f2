package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.LianException;
import java.io.IOException;
import java.net.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/** Requests within the limits of an access, until it is closed. For one thread. */
final class WebSession implements AutoCloseable {

    private final WebAccess access;
    private final ExecutorService threads;
    private final OkHttpClient client;
    private final Robots robots;

    WebSession(WebAccess access) {
        this.access = access;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lian4j-web");
            thread.setDaemon(true);
            return thread;
        });
        this.client = client(access, threads);
        this.robots = new Robots(access.userAgent(), url -> follow(url, Robots.MAX_BYTES, false));
    }

    private static OkHttpClient client(WebAccess access, ExecutorService threads) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(access.timeout());
        if (!access.privateAddresses()) {
            client.socketFactory(new PublicSockets());
        }
        return client.build();
    }

    /**
     * What is at an address, after redirects.
     *
     * @throws DocumentLoadException if it may not be fetched, cannot be, is too large, or the server answers with an error
     */
    Reply get(String address) {
        HttpUrl url = Addresses.parse(address);
        Reply reply = follow(url, access.maxBytes(), access.obeyRobots());
        if (!reply.ok()) {
            throw new DocumentLoadException(url.toString(), "the server answered with status " + reply.status());
        }
        if (reply.cut()) {
            throw new DocumentLoadException(
                    url.toString(),
                    "has more than the limit of " + access.maxBytes() + " bytes; raise maxBytes if this is meant");
        }
        return reply;
    }

    private Reply follow(HttpUrl from, long maxBytes, boolean askRobots) {
        HttpUrl url = from;
        for (int hops = 0; hops <= access.maxRedirects(); hops++) {
            if (askRobots) {
                robots.check(from, url);
            }
            Reply reply = call(from, url, maxBytes);
            if (!reply.isRedirect()) {
                return reply;
            }
            url = reply.target()
                    .map(Addresses::bare)
                    .orElseThrow(() -> new DocumentLoadException(
                            from.toString(), "leads to something that is no address of the web"));
        }
        throw new DocumentLoadException(
                from.toString(), "leads on more than " + access.maxRedirects() + " times, at last to " + url);
    }

    private Reply call(HttpUrl from, HttpUrl url, long maxBytes) {
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", access.userAgent())
                .build();
        Call call = client.newCall(request);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        call.enqueue(new Reading(reply, maxBytes));
        try {
            return reply.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw CancelledException.interrupted("fetching " + from);
        } catch (ExecutionException e) {
            throw fault(from, e.getCause());
        }
    }

    private static LianException fault(HttpUrl from, Throwable cause) {
        String reason = cause instanceof PublicSockets.PrivateAddressException
                ? String.valueOf(cause.getMessage())
                : "cannot be fetched: " + cause.getMessage();
        return new DocumentLoadException(from.toString(), reason, cause);
    }

    /** Waits as long as robots.txt asks between requests. */
    void pause(String address) {
        if (access.obeyRobots()) {
            robots.pause(Addresses.parse(address));
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdown();
        client.connectionPool().evictAll();
    }

    /** Takes the reply, no more of it than the limit. */
    private record Reading(CompletableFuture<Reply> reply, long maxBytes) implements Callback {

        @Override
        public void onFailure(Call call, IOException e) {
            reply.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                BufferedSource body = response.body().source();
                boolean cut = body.request(maxBytes + 1);
                ByteString bytes = body.getBuffer()
                        .readByteString(Math.min(maxBytes, body.getBuffer().size()));
                reply.complete(new Reply(
                        call.request().url(),
                        response.code(),
                        response.header("Content-Type"),
                        response.header("Location"),
                        bytes,
                        cut));
            } catch (IOException | RuntimeException e) {
                reply.completeExceptionally(e);
            }
        }
    }
}
