package dev.lian4j.models.openai;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.env.Secret;
import dev.lian4j.models.http.HttpConfig;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Timeouts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to call a server: what the builders of all OpenAI models share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class OpenAiBuilder<B extends OpenAiBuilder<B>> {

    /** OpenAI's own address. */
    public static final String OPENAI_URL = "https://api.openai.com/v1";

    private static final String KEY = "OPENAI_API_KEY";
    private static final String URL = "OPENAI_BASE_URL";

    private Environment environment = Environment.load();
    private @Nullable Secret apiKey;
    private boolean noKey;
    private @Nullable String baseUrl;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Retry retry = Retry.of(3);
    private long maxResponseBytes = HttpConfig.DEFAULT_MAX_RESPONSE_BYTES;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();

    OpenAiBuilder() {}

    abstract B self();

    /**
     * The key; blank for a server that needs none. Default: {@code OPENAI_API_KEY} from the environment or
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
     * The address that {@code chat/completions} is appended to, of any compatible server. Default:
     * {@code OPENAI_BASE_URL} from the environment or {@code .env}, else OpenAI's own.
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

    /** When to try again. Default: three tries in all. */
    public B retry(Retry policy) {
        this.retry = policy;
        return self();
    }

    /** The longest reply that is read, in bytes. Default: 100 MB. */
    public B maxResponseBytes(long bytes) {
        this.maxResponseBytes = bytes;
        return self();
    }

    /** A header of every request, such as {@code api-key} for Azure. */
    public B header(String name, String value) {
        headers.put(name, value);
        return self();
    }

    /** A query parameter of every request, such as {@code api-version} for Azure. */
    public B queryParam(String name, String value) {
        query.put(name, value);
        return self();
    }

    /** The organization that the call is billed to. */
    public B organization(String id) {
        return header("OpenAI-Organization", id);
    }

    /** Where the key and the address are looked for if not given. Default: {@link Environment#load}. */
    public B environment(Environment settings) {
        this.environment = settings;
        return self();
    }

    /** The address that calls go to. */
    final String url() {
        return baseUrl != null ? baseUrl : environment.get(URL).orElse(OPENAI_URL);
    }

    /** Whether calls go to OpenAI itself. */
    final boolean isOpenAi() {
        String host = HttpConfig.host(url());
        return host.equals("api.openai.com") || host.endsWith(".api.openai.com");
    }

    /** The way to the server. */
    final JsonTransport transport() {
        // A header given by name replaces ours, however it is written.
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        key().ifPresent(key -> all.put("Authorization", "Bearer " + key.reveal()));
        all.putAll(headers);
        return new JsonTransport(new HttpConfig(url(), all, query, timeouts, retry, maxResponseBytes));
    }

    private Optional<Secret> key() {
        if (apiKey != null) {
            return Optional.of(apiKey);
        }
        boolean otherwise = headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("authorization") || name.equals("api-key"));
        Optional<Secret> found =
                noKey || otherwise ? Optional.empty() : environment.get(KEY).map(Secret::of);
        if (found.isEmpty() && !otherwise && isOpenAi()) {
            throw new AuthenticationException(
                    "No API key for " + url() + ". Looked for " + environment.describe(KEY)
                            + ". Set it there, pass apiKey(...), or give the baseUrl(...) of a server that needs none",
                    Details.NONE,
                    null);
        }
        return found;
    }
}
