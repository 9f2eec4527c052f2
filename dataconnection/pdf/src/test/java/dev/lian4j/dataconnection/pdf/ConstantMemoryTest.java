package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads a book in a JVM whose whole heap is smaller than the content of its pages. */
class ConstantMemoryTest {

    private static final int PAGES = 500;
    private static final int BYTES_A_PAGE = 300_000;

    @TempDir
    private Path folder;

    @Test
    void loadsFiveHundredPagesInASmallHeap() throws IOException, InterruptedException {
        Path book = book();
        Path output = folder.resolve("output.txt");
        Process loading = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-Dpdfbox.fontcache=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Counting.class.getName(),
                        book.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = loading.waitFor();
        assertThat(Files.readString(output)).endsWith("pages " + PAGES + "\n");
        assertThat(exit).isZero();
    }

    private Path book() {
        try (Pdfs pdfs = Pdfs.create()) {
            String padding = "% nothing to see here\n".repeat(BYTES_A_PAGE / 22);
            for (int i = 1; i <= PAGES; i++) {
                pdfs.latin(List.of("This is page " + i));
                PDPage page = pdfs.pdf().getPage(i - 1);
                pdfs.contents(page, padding + content(page), COSName.FLATE_DECODE);
            }
            return pdfs.save(folder.resolve("book.pdf"));
        }
    }

    private static String content(PDPage page) {
        try {
            return new String(page.getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program that loads. */
    static final class Counting {

        private Counting() {}

        public static void main(String[] args) {
            try (Stream<String> texts = PdfLoader.of(Path.of(args[0])).load().map(document -> document.text())) {
                long pages =
                        texts.filter(text -> text.startsWith("This is page ")).count();
                System.out.print("pages " + pages + "\n");
            }
        }
    }
}
