package dev.lian4j.dataconnection.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads a Jupyter notebook ({@code .ipynb}, formats 3 and 4): as one document, its text as written and its code in fences,
 * with {@code source} and {@code language} (that of the code); or a document a cell, with {@code seq_num} (from 1) and
 * {@code category} ({@code markdown}, {@code code} or {@code raw}) as well. Empty cells are left out. Immutable.
 */
public final class NotebookLoader implements DocumentLoader {

    /** Pictures stand in notebooks as long strings; the size of the file is limited already. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength((int) TextFile.MAX_BYTES)
                            .build())
                    .build())
            .build();

    private final TextFile file;
    private final boolean cells;
    private final int outputLength;

    private NotebookLoader(Builder options) {
        this.file = new TextFile(options.file, TextFile.MAX_BYTES);
        this.cells = options.cells;
        this.outputLength = options.outputLength;
    }

    /** A loader of the whole notebook, of at most 64 MiB, without outputs. The file is looked at only when loaded. */
    public static NotebookLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the notebook. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The document or the cells, read when pulled.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read or is no notebook
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> documents(notebook()));
    }

    private JsonNode notebook() {
        try {
            JsonNode root = JSON.readTree(file.text());
            if (!root.path("cells").isArray() && !root.path("worksheets").isArray()) {
                throw new DocumentLoadException(file.path().toString(), "is not a notebook: it has no list of cells");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw file.fault("is not a notebook: it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Stream<Document> documents(JsonNode root) {
        List<NotebookCell> found = new ArrayList<>();
        JsonNode sheets = root.path("worksheets");
        (sheets.isArray() ? sheets.valueStream().map(sheet -> sheet.path("cells")) : Stream.of(root.path("cells")))
                .flatMap(JsonNode::valueStream)
                .forEach(cell -> found.add(NotebookCell.of(cell, found.size() + 1, outputLength)));
        String language = language(root);
        List<NotebookCell> written =
                found.stream().filter(NotebookCell::hasText).toList();
        return cells || written.isEmpty()
                ? written.stream().map(cell -> document(cell, language))
                : Stream.of(Document.of(
                        written.stream().map(cell -> cell.fenced(language)).collect(Collectors.joining("\n\n")),
                        metadata(language)));
    }

    private static String language(JsonNode root) {
        String kernel = root.at("/metadata/kernelspec/language").asText();
        return root.at("/metadata/language_info/name").asText(kernel.isEmpty() ? "python" : kernel);
    }

    private Document document(NotebookCell cell, String language) {
        Map<String, Object> metadata = metadata(language);
        metadata.put(Metadata.SEQUENCE, cell.number());
        metadata.put("category", cell.type());
        return Document.of(cell.text(), metadata);
    }

    private Map<String, Object> metadata(String language) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.put(Metadata.LANGUAGE, language);
        return metadata;
    }

    /** Settings for a {@link NotebookLoader}. */
    public static final class Builder {

        private final Path file;
        private boolean cells;
        private int outputLength;

        private Builder(Path file) {
            this.file = file;
        }

        /** Whether each cell is a document; by default the notebook is one. */
        public Builder cells(boolean each) {
            this.cells = each;
            return this;
        }

        /** Adds what code printed and returned, as far as it is text, cut to so many characters a cell; none by default. */
        public Builder outputs(int maxLength) {
            this.outputLength = maxLength;
            return this;
        }

        /** The loader. */
        public NotebookLoader build() {
            return new NotebookLoader(this);
        }
    }
}
