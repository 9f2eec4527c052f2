package dev.lian4j.core.message;

import java.net.URI;
import java.util.Base64;

/** A part of a user's message. */
public sealed interface Content {

    /**
     * A text.
     *
     * @param text the text
     */
    record Text(String text) implements Content {}

    /**
     * An image by its address: {@code https:} or {@code data:}. Nothing is fetched here; the provider does.
     *
     * @param uri where the image is
     */
    record Image(URI uri) implements Content {

        /** An image from its bytes, as a {@code data:} address. */
        public static Image of(byte[] bytes, String mediaType) {
            String data = Base64.getEncoder().encodeToString(bytes);
            return new Image(URI.create("data:" + mediaType + ";base64," + data));
        }
    }
}
