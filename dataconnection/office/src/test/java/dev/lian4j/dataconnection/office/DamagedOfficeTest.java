package dev.lian4j.dataconnection.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Office files whose XML is not as it should be, in archives that are whole. */
class DamagedOfficeTest {

    private static final int TIMES = 60;

    @TempDir
    private Path folder;

    private final Random random = new Random(42);

    private void check(Path whole, Function<Path, DocumentLoader> loader) throws IOException {
        assertThat(loader.apply(whole).loadAll()).isNotEmpty();
        List<String> parts;
        try (FileSystem zip = FileSystems.newFileSystem(whole);
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            parts = files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
        Path copy = folder.resolve("坏.bin");
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            Files.copy(whole, copy, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem zip = FileSystems.newFileSystem(copy)) {
                Path part = zip.getPath(parts.get(random.nextInt(parts.size())));
                Files.write(part, damaged(Files.readAllBytes(part)));
            }
            try {
                loader.apply(copy).loadAll();
            } catch (DocumentLoadException e) {
                assertThat(e.source()).isEqualTo(copy.toString());
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /** Numbers, names and marks changed, so that some of it stays well-formed. */
    private byte[] damaged(byte[] part) {
        String text = new String(part, StandardCharsets.UTF_8);
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(changed.length());
            char old = changed.charAt(at);
            changed.setCharAt(
                    at, Character.isDigit(old) ? (char) ('0' + random.nextInt(10)) : random.nextBoolean() ? 'x' : old);
        }
        return changed.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void wordFilesLoadOrSayWhatIsWrong() throws IOException {
        Path file = folder.resolve("a.docx");
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            word.createParagraph().createRun().setText("你好");
            word.createTable(2, 2).getRow(0).getCell(0).setText("城市");
            word.write(out);
        }
        check(file, DocxLoader::of);
    }

    @Test
    void slidesLoadOrSayWhatIsWrong() throws IOException {
        Path file = folder.resolve("a.pptx");
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            show.createSlide().createTextBox().setText("春天");
            show.write(out);
        }
        check(file, PptxLoader::of);
    }

    @Test
    void sheetsLoadOrSayWhatIsWrong() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 3; i++) {
                Row row = book.getNumberOfSheets() == 0
                        ? book.createSheet("表").createRow(i)
                        : book.getSheetAt(0).createRow(i);
                row.createCell(0).setCellValue("值" + i);
                row.createCell(1).setCellValue(i);
            }
            book.write(out);
        }
        check(file, XlsxLoader::of);
    }
}
