package dev.lian4j.models.support;

import dev.lian4j.core.message.Content;
import java.util.Optional;

/**
 * An image that a message brings along, not by address.
 *
 * @param mediaType such as {@code image/png}
 * @param base64 the bytes in Base64
 */
public record ImageBytes(String mediaType, String base64) {

    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    /** The bytes of an image; nothing where it is only an address. */
    public static Optional<ImageBytes> of(Content.Image image) {
        String uri = image.uri().toString();
        int data = uri.indexOf(BASE64);
        if (!uri.startsWith(DATA) || data < 0) {
            return Optional.empty();
        }
        return Optional.of(new ImageBytes(uri.substring(DATA.length(), data), uri.substring(data + BASE64.length())));
    }
}
