package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;

/**
 * A file that is read whole as text, in whatever encoding it is.
 *
 * @param path the file
 * @param maxBytes the most bytes that it may have
 */
record TextFile(Path path, long maxBytes) {

    /** As much as {@link TextLoader} takes by default. */
    static final long MAX_BYTES = 64L << 20;

    /** Its text, with line ends {@code \n}. */
    String text() {
        return TextLoader.builder(path)
                .maxBytes(maxBytes)
                .build()
                .loadAll()
                .get(0)
                .text();
    }

    DocumentLoadException fault(String reason, Throwable cause) {
        return new DocumentLoadException(path.toString(), reason, cause);
    }
}
