package dev.lian4j.parsers.tool.ready;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.io.PublicAddresses;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Texts from the web, from hosts that are named. Private addresses are refused even under such names, also at redirects.
 */
public final class HttpGet {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_REDIRECTS = 5;
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Set<String> hosts;
    private final boolean publicOnly;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIME)
            .build();

    private HttpGet(Set<String> hosts, boolean publicOnly) {
        this.hosts = hosts;
        this.publicOnly = publicOnly;
    }

    /** The tool, named {@code http_get}, for these hosts and no others. */
    public static Tool of(Set<String> hosts) {
        return new HttpGet(Set.copyOf(hosts), true).tool();
    }

    /** The same for servers of one's own, which may have private addresses. */
    static Tool ofOwn(Set<String> hosts) {
        return new HttpGet(Set.copyOf(hosts), false).tool();
    }

    private Tool tool() {
        return FunctionTool.of(
                "http_get",
                "Gets a text from the web. These hosts may be asked: " + String.join(", ", hosts),
                Arguments.class,
                arguments -> get(arguments.url()));
    }

    private String get(String address) throws IOException, InterruptedException {
        URI uri = URI.create(address);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            check(uri);
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIME).build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 == 3) {
                    URI from = uri;
                    uri = response.headers()
                            .firstValue("Location")
                            .map(from::resolve)
                            .orElseThrow(() -> new IOException(from + " redirects to nowhere"));
                } else if (response.statusCode() / 100 == 2) {
                    return text(response, body);
                } else {
                    throw new IOException(uri + " answers with status " + response.statusCode());
                }
            }
        }
        throw new IOException(address + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private void check(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("'" + uri + "' is no plain address of the web");
        }
        if (!hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("'" + uri.getHost() + "' may not be asked, only " + hosts);
        }
        if (publicOnly) {
            PublicAddresses.check(uri.getHost());
        }
    }

    private static String text(HttpResponse<InputStream> response, InputStream body) throws IOException {
        String type = response.headers()
                .firstValue("Content-Type")
                .orElse("text/plain")
                .toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/") && !type.contains("json") && !type.contains("xml")) {
            throw new IOException(response.uri() + " is no text but " + type);
        }
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException(response.uri() + " has more than " + MOST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Which page. */
    record Arguments(
            @JsonPropertyDescription("The whole address, with https://")
            String url) {}
}
