package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads a file of source code as one document, as it is written, with {@code source} and {@code language}: LangChain's name
 * of the language it is written in, such as {@code java}, {@code python}, {@code js} or {@code cpp}. Immutable.
 */
public final class SourceCodeLoader implements DocumentLoader {

    private final TextFile file;
    private final String language;

    private SourceCodeLoader(Path file, String language) {
        this.file = new TextFile(file, TextFile.MAX_BYTES);
        this.language = language;
    }

    /** A loader of a file of at most 64 MiB, whose name tells its language. The file is looked at only when loaded. */
    public static SourceCodeLoader of(Path file) {
        return of(file, Languages.of(String.valueOf(file.getFileName())));
    }

    /** A loader of a file in this language. */
    public static SourceCodeLoader of(Path file, String language) {
        return new SourceCodeLoader(file, language);
    }

    /**
     * The one document, read when it is pulled.
     *
     * @throws dev.lian4j.core.error.DocumentLoadException when pulled, if the file cannot be read or is no text
     */
    @Override
    public Stream<Document> load() {
        return Stream.of(file).map(read -> Document.of(read.text(), metadata()));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.put(Metadata.LANGUAGE, language);
        return metadata;
    }
}
