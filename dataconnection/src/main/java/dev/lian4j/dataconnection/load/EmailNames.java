package dev.lian4j.dataconnection.load;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters of email headers that the library does not decode: RFC 2231's names and the encodings of texts. */
final class EmailNames {

    private static final Pattern EXTENDED = Pattern.compile("(?i)filename\\*=([\\w-]+)'[^']*'([^;\\s]+)");
    private static final Pattern PLAIN = Pattern.compile("(?i)filename=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");

    private EmailNames() {}

    /** The file's name in a content disposition, or null. */
    static @Nullable String fileName(String disposition) {
        Matcher extended = EXTENDED.matcher(disposition);
        if (extended.find()) {
            return decoded(extended.group(2), Charsets.named(extended.group(1)).orElse(StandardCharsets.UTF_8));
        }
        Matcher plain = PLAIN.matcher(disposition);
        return plain.find() ? Optional.ofNullable(plain.group(1)).orElseGet(() -> plain.group(2)) : null;
    }

    private static String decoded(String name, Charset charset) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), charset);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    static Optional<Charset> charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        return matcher.find() ? Charsets.named(matcher.group(1)) : Optional.empty();
    }
}
