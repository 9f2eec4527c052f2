package dev.lian4j.dataconnection.load;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/** Encodings by the names that documents give them. */
public final class Charsets {

    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final List<String> PARTS_OF_IT = List.of("GB2312", "GBK", "x-mswin-936");

    private Charsets() {}

    /**
     * The encoding of this name, if it is known. Those of mainland China are all read as the largest of them, since
     * documents name a smaller one than they use.
     */
    public static Optional<Charset> named(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            return Optional.of(PARTS_OF_IT.contains(charset.name()) ? CHINESE : charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
