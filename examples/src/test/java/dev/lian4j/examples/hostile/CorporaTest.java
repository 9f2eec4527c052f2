package dev.lian4j.examples.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lian4j.testing.worker.FileHandler;
import dev.lian4j.testing.worker.FileWorker;
import dev.lian4j.testing.worker.WorkerReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader over every file of the folder {@code -Dlian4j.corpora}, 256 MiB of heap and 20 seconds a file;
 * {@code docs/reliability.md} names collections. PDFs go to the PDF reader only and all else to all others.
 */
class CorporaTest {

    static List<Class<? extends FileHandler>> readers() {
        return Readers.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void endsWithDocumentsOrAPromisedError(Class<? extends FileHandler> reader) throws IOException {
        String corpora = System.getProperty("lian4j.corpora", "");
        assumeThat(corpora)
                .as("the folder of -Dlian4j.corpora, see docs/reliability.md")
                .isNotEmpty();

        WorkerReport report = FileWorker.of(reader)
                .typed("dev.lian4j.core.error.", promised(reader))
                .run(files(Path.of(corpora), reader == Readers.Pdf.class));

        System.out.println(reader.getSimpleName() + ": " + report);
        assertThat(report.bad()).isEmpty();
    }

    /** A filter's text is written by the application's programmer or user: a wrong one is a wrong argument. */
    private static String promised(Class<? extends FileHandler> reader) {
        return reader == Readers.FilterText.class ? "java.lang.IllegalArgumentException" : "dev.lian4j.core.error.";
    }

    private static List<Path> files(Path folder, boolean pdf) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".pdf") == pdf)
                    .sorted()
                    .toList();
        }
    }
}
