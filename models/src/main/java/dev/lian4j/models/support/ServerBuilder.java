package dev.lian4j.models.support;

import dev.lian4j.core.Retry;
import dev.lian4j.core.RetryBudget;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.env.Secret;
import dev.lian4j.models.http.HttpConfig;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Timeouts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to call a server: what the builders of all providers' models share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class ServerBuilder<B extends ServerBuilder<B>> {

    /** Of all calls together while nothing succeeds. */
    private static final int FURTHER_TRIES = 100;

    private final Server server;
    private Environment environment = Environment.load();
    private @Nullable Secret apiKey;
    private boolean noKey;
    private @Nullable String baseUrl;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Retry retry = Retry.of(3).within(RetryBudget.of(FURTHER_TRIES));
    private long maxResponseBytes = HttpConfig.DEFAULT_MAX_RESPONSE_BYTES;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> query = new LinkedHashMap<>();

    /** Of this server unless told otherwise. */
    protected ServerBuilder(Server server) {
        this.server = server;
    }

    /** This builder. */
    protected abstract B self();

    /**
     * The key; blank for a server that needs none. Default: from the provider's variable in the environment or
     * {@code .env}.
     *
     * @throws IllegalArgumentException if it has a character that no key has; the message does not show it
     */
    public B apiKey(String key) {
        noKey = key.isBlank();
        apiKey = noKey ? null : Secret.of(key);
        return self();
    }

    /** The key. */
    public B apiKey(Secret key) {
        noKey = false;
        apiKey = key;
        return self();
    }

    /**
     * The address that paths are appended to. Default: from the provider's variable in the environment or {@code .env},
     * else the provider's own.
     */
    public B baseUrl(String url) {
        this.baseUrl = url;
        return self();
    }

    /** How long to wait. Default: {@link Timeouts#DEFAULT}. */
    public B timeouts(Timeouts limits) {
        this.timeouts = limits;
        return self();
    }

    /** When to try again. Default: three tries in all, and at most 100 further tries of all calls that all fail. */
    public B retry(Retry policy) {
        this.retry = policy;
        return self();
    }

    /** The longest reply that is read, in bytes. Default: 100 MB. */
    public B maxResponseBytes(long bytes) {
        this.maxResponseBytes = bytes;
        return self();
    }

    /** A header of every request. One that this library sets itself is replaced. */
    public B header(String name, String value) {
        headers.put(name, value);
        return self();
    }

    /** A query parameter of every request, such as {@code api-version} for Azure. */
    public B queryParam(String name, String value) {
        query.put(name, value);
        return self();
    }

    /** Where the key and the address are looked for if not given. Default: {@link Environment#load}. */
    public B environment(Environment settings) {
        this.environment = settings;
        return self();
    }

    /** Sets a query parameter of every request, unless it is set already. */
    protected final void defaultQueryParam(String name, String value) {
        query.putIfAbsent(name, value);
    }

    /** The first of these settings that is there. */
    protected final Optional<String> setting(Iterable<String> names) {
        for (String name : names) {
            Optional<String> value = environment.get(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** The address that calls go to. */
    protected final String url() {
        return baseUrl != null
                ? baseUrl
                : setting(server.urlVariables()).map(this::address).orElse(server.url());
    }

    /** The address that a setting means, where a provider's settings are not plain addresses. */
    protected String address(String setting) {
        return setting;
    }

    /**
     * The way to the server.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if a key is needed and there is none
     * @throws IllegalArgumentException if the address, the key or a header cannot be sent
     */
    protected final JsonTransport transport() {
        // A header given by name replaces ours, however it is written.
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        key().ifPresent(key -> all.put(server.keyHeader(), server.keyValue(key.reveal())));
        all.putAll(headers);
        return new JsonTransport(new HttpConfig(url(), all, query, timeouts, retry, maxResponseBytes));
    }

    private Optional<Secret> key() {
        if (apiKey != null) {
            return Optional.of(apiKey);
        }
        Optional<Secret> found = noKey || givenByHeader()
                ? Optional.empty()
                : setting(server.keyVariables()).map(Secret::of);
        if (found.isEmpty() && !givenByHeader() && server.keyNeeded() && atHome()) {
            throw missing();
        }
        return found;
    }

    private boolean givenByHeader() {
        return headers.containsKey(server.keyHeader())
                || headers.containsKey(Server.BEARER)
                || headers.containsKey("api-key");
    }

    /** Whether calls go to the provider itself, not to another server that speaks its protocol. */
    private boolean atHome() {
        String home = HttpConfig.host(server.url());
        String host = HttpConfig.host(url());
        return host.equals(home) || host.endsWith("." + home);
    }

    private AuthenticationException missing() {
        String names = String.join(" or ", server.keyVariables());
        return new AuthenticationException(
                "No API key for " + server.name() + ". Looked for " + environment.describe(names)
                        + ". Set it there, pass apiKey(...), or give the baseUrl(...) of a server that needs none",
                Details.NONE,
                null);
    }
}
