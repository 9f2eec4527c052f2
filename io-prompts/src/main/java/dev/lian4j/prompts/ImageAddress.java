package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.net.URI;
import java.net.URISyntaxException;

/** The addresses that an image may have in a prompt. */
final class ImageAddress {

    private ImageAddress() {}

    static URI of(String text) {
        URI uri = parsed(text);
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        boolean data = "data".equalsIgnoreCase(uri.getScheme()) && text.regionMatches(true, 5, "image/", 0, 6);
        if (!web && !data) {
            throw wrong(text);
        }
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
    }

    private static TemplateException wrong(String text) {
        return new TemplateException(
                "An image is an address https://host/... or data:image/..., was '" + TemplateParser.shown(text)
                        + "'. To send a file, give its bytes: Content.Image.of(bytes, \"image/png\").");
    }
}
