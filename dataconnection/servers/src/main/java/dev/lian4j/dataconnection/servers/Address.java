package dev.lian4j.dataconnection.servers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * Where a server is and what every request carries.
 *
 * @param server the server's kind, for messages
 * @param base the address that paths are appended to
 * @param headers such as keys; never shown
 */
record Address(String server, HttpUrl base, Map<String, String> headers) {

    private static final int LONGEST = 500;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\s]+");

    /** Below this, blotting out a secret would blot out words. */
    private static final int SHORTEST_SECRET = 4;

    static Address of(String server, String base) {
        HttpUrl url = HttpUrl.parse(base);
        if (url == null || url.query() != null) {
            throw new IllegalArgumentException(
                    "The address of " + server + " must be like http://localhost:1234, without a query");
        }
        return new Address(server, url, Map.of());
    }

    /** Path and query as they are to be sent. */
    HttpUrl url(String path) {
        String start = base.toString();
        return HttpUrl.get((start.endsWith("/") ? start : start + "/") + path);
    }

    /** For messages: without user, password and keys. */
    String place() {
        HttpUrl shown = base.newBuilder().username("").password("").build();
        String text = shown.toString();
        return server + " at " + (text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** What a server says, on one line, without what it must not repeat. */
    String clean(String said) {
        String cleaned = CONTROLS.matcher(said).replaceAll(" ").strip();
        for (String secret : secrets()) {
            cleaned = cleaned.replace(secret, "***");
        }
        return cleaned.length() > LONGEST ? cleaned.substring(0, LONGEST) + "..." : cleaned;
    }

    /** Of {@code Bearer key} both the whole and the key. */
    private List<String> secrets() {
        Collection<String> values = headers.values();
        return Stream.concat(
                        Stream.concat(values.stream(), values.stream().map(value -> value.replaceAll(".* ", ""))),
                        Stream.of(base.username(), base.password()))
                .filter(Objects::nonNull)
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    @Override
    public String toString() {
        return place();
    }
}
