package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DocumentStreams;
import dev.lian4j.dataconnection.load.ZipLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads an Excel file ({@code .xlsx}), a document a row: a line {@code column: value} for each cell that is not empty, with
 * {@code source}, {@code sheet} and {@code row} (as Excel numbers it, so the row below the header is 2). The first row of a
 * sheet that is not empty names its columns; one without a name is called by its letter. Values are as Excel shows them
 * (dates, percentages, as many digits), results in place of formulas. Lazy: rows are read as they are pulled. Immutable.
 */
public final class XlsxLoader implements DocumentLoader {

    private final OfficeFile file;
    private final List<String> sheets;

    private XlsxLoader(OfficeFile file, List<String> sheets) {
        this.file = file;
        this.sheets = sheets;
    }

    /** A loader of all sheets of a file of at most 256 MiB, or 512 MiB unpacked. The file is looked at only when loaded. */
    public static XlsxLoader of(Path file) {
        return of(file, OfficeFile.LIMITS);
    }

    /** A loader of a file that unpacks to no more than this. */
    public static XlsxLoader of(Path file, ZipLimits limits) {
        return new XlsxLoader(new OfficeFile(file, limits, OfficeFile.Kind.EXCEL), List.of());
    }

    /** The same, but only of the sheets of these names. */
    public XlsxLoader sheets(String... names) {
        return new XlsxLoader(file, List.of(names));
    }

    /**
     * The rows that are not empty, sheet by sheet, read as they are pulled.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is damaged, encrypted, of an old format or over
     *     a limit, or has no sheet of a name that was asked for
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> {
            Workbook workbook = Workbook.open(file);
            try {
                return DocumentStreams.oneByOne(workbook.parts(sheets).iterator(), workbook::rows, (part, fault) -> {
                            throw fault;
                        })
                        .onClose(workbook::close);
            } catch (RuntimeException e) {
                workbook.close();
                throw e;
            }
        });
    }
}
