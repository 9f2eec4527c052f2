package dev.lian4j.dataconnection.load.web;

import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What came for a request.
 *
 * @param url what was asked for
 * @param status the HTTP status
 * @param contentType what it says it is, or null
 * @param location where it leads to, or null
 * @param body the bytes, unpacked, as far as they are within the limit
 * @param cut whether there were more
 */
record Reply(
        HttpUrl url,
        int status,
        @Nullable String contentType,
        @Nullable String location,
        ByteString body,
        boolean cut) {

    boolean ok() {
        return status / 100 == 2;
    }

    boolean isRedirect() {
        return status / 100 == 3 && location != null;
    }

    Optional<HttpUrl> target() {
        return Optional.ofNullable(location).map(url::resolve);
    }
}
