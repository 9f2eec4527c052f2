package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a text file as one document with its path as {@code source}. The encoding is that of the byte order mark, else
 * UTF-8, else guessed (GB18030, Big5, Shift_JIS, ...). Line ends become {@code \n}, the mark is left out. Strict: bytes
 * that are no text are an error, never replacement characters. Immutable.
 */
public final class TextLoader implements DocumentLoader {

    private final Path file;
    private final @Nullable Charset charset;
    private final long maxBytes;

    private TextLoader(Builder builder) {
        this.file = builder.file;
        this.charset = builder.charset;
        this.maxBytes = builder.maxBytes;
    }

    /** A loader of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static TextLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The one document, read when it is pulled.
     *
     * @throws DocumentLoadException when pulled, if the file is missing, unreadable, too large, or no text
     */
    @Override
    public Stream<Document> load() {
        return Stream.of(file)
                .map(path -> Document.of(LineEnds.unified(text()), Map.of(Metadata.SOURCE, path.toString())));
    }

    private String text() {
        FileFault.check(file, maxBytes);
        byte[] bytes = bytes();
        return charset == null ? TextDecoder.decode(file, bytes) : TextDecoder.decode(file, bytes, charset);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
    }

    /** Settings for a {@link TextLoader}. */
    public static final class Builder {

        private final Path file;
        private @Nullable Charset charset;
        private long maxBytes = 64L << 20;

        private Builder(Path file) {
            this.file = file;
        }

        /** The encoding of the file; found out by default. */
        public Builder charset(Charset newCharset) {
            this.charset = newCharset;
            return this;
        }

        /** The most bytes that the file may have, as protection against mistakes; 64 MiB by default. */
        public Builder maxBytes(long newMaxBytes) {
            this.maxBytes = newMaxBytes;
            return this;
        }

        /** The loader. */
        public TextLoader build() {
            return new TextLoader(this);
        }
    }
}
