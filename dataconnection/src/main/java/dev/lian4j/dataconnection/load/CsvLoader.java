package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Loads a table, a document a row: a line {@code column: value} for each column, with {@code source} and {@code row}
 * (from 1, below the header). The first row names the columns; one
 * without a name is called by its number, a name that comes again gets a number. The delimiter is found out: comma, semicolon, tab or bar.
 * A row with too many values keeps them on lines of their own, one with too few has fewer lines; blank rows are left
 * out. Rows are made as they are pulled. Immutable.
 */
public final class CsvLoader implements DocumentLoader {
    private final TextFile file;
    private final @Nullable Character delimiter;
    private final @Nullable String sourceColumn;
    private final List<String> contentColumns;
    private final Set<String> metadataColumns;

    private CsvLoader(Builder options) {
        this.file = new TextFile(options.file, options.maxBytes);
        this.delimiter = options.delimiter;
        this.sourceColumn = options.sourceColumn;
        this.contentColumns = options.contentColumns;
        this.metadataColumns = options.metadataColumns;
    }

    /** A loader of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static CsvLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The rows, in order.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, a quote is not closed, or a column that was
     *     named is not there; tells the line
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> documents(file.text()));
    }

    private Stream<Document> documents(String text) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter == null ? Delimiters.of(text) : delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        Iterator<CSVRecord> rows;
        try {
            rows = CSVParser.parse(text, format).iterator();
        } catch (IOException e) {
            throw fault(e);
        }
        List<String> header = next(rows).map(ColumnNames::of).orElse(List.of());
        check(header);
        return Stream.generate(() -> next(rows))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .filter(CsvLoader::hasValue)
                .map(row -> document(row, header));
    }

    private Optional<CSVRecord> next(Iterator<CSVRecord> rows) {
        try {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw fault(e);
        }
    }

    private DocumentLoadException fault(Exception e) {
        return file.fault("is not a table that can be read: " + e.getMessage(), e);
    }

    private void check(List<String> header) {
        Stream.of(contentColumns.stream(), metadataColumns.stream(), Stream.ofNullable(sourceColumn))
                .flatMap(columns -> columns)
                .filter(column -> !header.contains(column))
                .findFirst()
                .ifPresent(missing -> {
                    throw new DocumentLoadException(
                            file.path().toString(), "has no column '" + missing + "', only " + header);
                });
    }

    private static boolean hasValue(CSVRecord row) {
        return row.stream().anyMatch(value -> !value.isBlank());
    }

    private Document document(CSVRecord row, List<String> header) {
        List<String> columns = contentColumns.isEmpty()
                ? header.stream()
                        .filter(column -> !metadataColumns.contains(column))
                        .toList()
                : contentColumns;
        Stream<String> named = columns.stream()
                .flatMap(column -> value(row, header, column).map(value -> column + ": " + value.strip()).stream());
        Stream<String> surplus = row.stream().skip(header.size()).map(String::strip);
        return Document.of(Stream.concat(named, surplus).collect(Collectors.joining("\n")), metadata(row, header));
    }

    private static Optional<String> value(CSVRecord row, List<String> header, String column) {
        int index = header.indexOf(column);
        return index < row.size() ? Optional.of(row.get(index)) : Optional.empty();
    }

    private Map<String, Object> metadata(CSVRecord row, List<String> header) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        Optional<String> source = Optional.ofNullable(sourceColumn).flatMap(column -> value(row, header, column));
        metadata.put(Metadata.SOURCE, source.orElse(file.path().toString()));
        metadata.put(Metadata.ROW, (int) row.getRecordNumber() - 1);
        metadataColumns.forEach(column -> value(row, header, column).ifPresent(value -> metadata.put(column, value)));
        return metadata;
    }

    /** Settings for a {@link CsvLoader}. */
    public static final class Builder {
        private final Path file;
        private @Nullable Character delimiter;
        private @Nullable String sourceColumn;
        private List<String> contentColumns = List.of();
        private Set<String> metadataColumns = Set.of();
        private long maxBytes = TextFile.MAX_BYTES;

        private Builder(Path file) {
            this.file = file;
        }

        /** What stands between values; found out by default. */
        public Builder delimiter(char separator) {
            this.delimiter = separator;
            return this;
        }

        /** The column that is the {@code source} of its row; by default the file is. */
        public Builder sourceColumn(String column) {
            this.sourceColumn = column;
            return this;
        }

        /** The columns that make the text, in this order; by default all that are not metadata. */
        public Builder contentColumns(String... columns) {
            this.contentColumns = List.of(columns);
            return this;
        }

        /** The columns that become metadata, each under its name; none by default. */
        public Builder metadataColumns(String... columns) {
            this.metadataColumns = Set.of(columns);
            return this;
        }

        /** The most bytes that the file may have; 64 MiB by default. */
        public Builder maxBytes(long most) {
            this.maxBytes = most;
            return this;
        }

        /** The loader. */
        public CsvLoader build() {
            return new CsvLoader(this);
        }
    }
}
