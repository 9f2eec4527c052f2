package dev.lian4j.models.http;

import dev.lian4j.core.Retry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * Where and how to call a server.
 *
 * @param baseUrl the address that paths are appended to; {@code http} or {@code https}
 * @param headers headers of every request
 * @param query query parameters of every request
 * @param timeouts how long to wait
 * @param retry when to try again
 * @param maxResponseBytes the longest reply that is read; a longer one is an error
 */
public record HttpConfig(
        String baseUrl,
        Map<String, String> headers,
        Map<String, String> query,
        Timeouts timeouts,
        Retry retry,
        long maxResponseBytes) {

    /** 100 MB. */
    public static final long DEFAULT_MAX_RESPONSE_BYTES = 100_000_000;

    private static final int SHORTEST_SECRET = 6;

    /**
     * Checks the address and the headers.
     *
     * @throws IllegalArgumentException if one cannot be sent; values of headers are not shown
     */
    public HttpConfig {
        if (HttpUrl.parse(baseUrl) == null) {
            throw new IllegalArgumentException(
                    "The base address must be like https://api.example.com/v1, was " + shown(baseUrl));
        }
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        headers.forEach(HttpConfig::check);
        if (maxResponseBytes < 1) {
            throw new IllegalArgumentException("maxResponseBytes must be at least 1, was " + maxResponseBytes);
        }
    }

    private static String shown(String url) {
        // Before an @ there may be a password, after a ? a key.
        return url.contains("@") || url.contains("?") ? "one with more than host and path" : "'" + url + "'";
    }

    private static void check(String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("'" + name + "' is no name of an HTTP header");
        }
        if (!value.matches("[\\t\\x20-\\x7e]*")) {
            throw new IllegalArgumentException("The value of header '" + name
                    + "' has a character that no header can carry (a line end, or beyond ASCII)");
        }
    }

    HttpUrl url(String path, Map<String, String> more) {
        HttpUrl.Builder url = HttpUrl.get(baseUrl).newBuilder();
        // An address that ends in a slash has an empty last segment, which this fills.
        url.addPathSegments(path);
        query.forEach(url::setQueryParameter);
        more.forEach(url::setQueryParameter);
        return url.build();
    }

    /** The address without user, query and fragment, for messages. */
    String place() {
        HttpUrl url = HttpUrl.get(baseUrl);
        String shown = url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
        return shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
    }

    /** What must not show in a message: the values of headers and query parameters, and the user in the address. */
    List<String> secrets() {
        HttpUrl url = HttpUrl.get(baseUrl);
        Stream<String> values = Stream.of(
                        headers.values().stream(),
                        query.values().stream(),
                        Stream.of(url.username(), url.password()),
                        url.queryParameterNames().stream().flatMap(name -> url.queryParameterValues(name).stream()))
                .flatMap(each -> each);
        return values.flatMap(value -> Arrays.stream(value == null ? new String[0] : value.split("\\s+")))
                .filter(value -> value.length() >= SHORTEST_SECRET && !value.equals("Bearer"))
                .distinct()
                .toList();
    }

    /** The host of an address, for rules that depend on whose server it is; empty if it is no address. */
    public static String host(String baseUrl) {
        HttpUrl url = HttpUrl.parse(baseUrl);
        return url == null ? "" : url.host();
    }

    @Override
    public String toString() {
        return "HttpConfig[" + place() + "]";
    }
}
