package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Loads the text of an XML file, a line for each element that has one: as one document with {@code source}; or, on request,
 * a document for each element of a name, with {@code seq_num} (from 1) and {@code line} (where it starts, from 1). Text among
 * elements stays on its line. Names of elements are those without their namespaces.
 *
 * <p>Entities of a document type are refused and never resolved, those in files and on the net least of all (XXE); nothing
 * that the file points to is read. Elements nest 1,000 deep at most. Immutable.
 */
public final class XmlLoader implements DocumentLoader {

    private final TextFile file;
    private final @Nullable String record;
    private final List<String> metadataFields;

    private XmlLoader(Builder options) {
        this.file = new TextFile(options.file, options.maxBytes);
        this.record = options.record;
        this.metadataFields = options.metadataFields;
    }

    /** A loader of the whole file, of at most 64 MiB. The file is looked at only when loaded. */
    public static XmlLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The document, or the records in order, read as they are pulled; none where there is no text.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is not well-formed, refers to an entity, or is
     *     nested too deep; tells line and column
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> {
            XmlRecords records = new XmlRecords(file, record, metadataFields);
            return StreamSupport.stream(records, false)
                    .filter(found -> !found.text().isEmpty())
                    .map(this::document);
        });
    }

    private Document document(XmlRecords.Found found) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        if (record != null) {
            metadata.put(Metadata.SEQUENCE, found.number());
            metadata.put("line", found.line());
        }
        metadata.putAll(found.fields());
        return Document.of(found.text(), metadata);
    }

    /** Settings for an {@link XmlLoader}. */
    public static final class Builder {

        private final Path file;
        private @Nullable String record;
        private List<String> metadataFields = List.of();
        private long maxBytes = TextFile.MAX_BYTES;

        private Builder(Path file) {
            this.file = file;
        }

        /** The name of the elements that are a document each; by default the whole file is one. */
        public Builder records(String element) {
            this.record = element;
            return this;
        }

        /** The attributes of a record, and the elements right in it, that become metadata under their names; none by default. */
        public Builder metadata(String... names) {
            this.metadataFields = List.of(names);
            return this;
        }

        /** The most bytes that the file may have; 64 MiB by default. */
        public Builder maxBytes(long most) {
            this.maxBytes = most;
            return this;
        }

        /** The loader. */
        public XmlLoader build() {
            return new XmlLoader(this);
        }
    }
}
