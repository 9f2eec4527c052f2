package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet below its header, as they are read. */
final class SheetRows extends Spliterators.AbstractSpliterator<Document> {

    private final OfficeFile file;
    private final String sheet;
    private final InputStream in;
    private final SheetReader reader;
    private @Nullable Map<Integer, String> header;

    SheetRows(OfficeFile file, String sheet, InputStream in, CellFormat format) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.file = file;
        this.sheet = sheet;
        this.in = in;
        this.reader = new SheetReader(file, sheet, in, format);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        for (SheetReader.Row row = reader.next(); row != null; row = reader.next()) {
            if (row.cells().isEmpty()) {
                continue;
            }
            if (header != null) {
                action.accept(document(row, header));
                return true;
            }
            header = names(row);
        }
        return false;
    }

    /** What the columns are called; a name that comes again gets its letter. */
    private static Map<Integer, String> names(SheetReader.Row row) {
        Map<Integer, String> names = new TreeMap<>();
        row.cells().forEach((column, value) -> {
            String name = value.strip().replaceAll("\\s+", " ");
            names.put(column, names.containsValue(name) ? name + " (" + letter(column) + ")" : name);
        });
        return names;
    }

    private static String letter(int column) {
        return CellReference.convertNumToColString(column);
    }

    private Document document(SheetReader.Row row, Map<Integer, String> names) {
        String text = row.cells().entrySet().stream()
                .map(cell -> names.getOrDefault(cell.getKey(), letter(cell.getKey())) + ": "
                        + cell.getValue().strip())
                .collect(Collectors.joining("\n"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.put("sheet", sheet);
        metadata.put(Metadata.ROW, row.number());
        return Document.of(text, metadata);
    }

    void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
