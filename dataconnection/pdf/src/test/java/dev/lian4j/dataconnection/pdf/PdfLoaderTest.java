package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.dataconnection.load.DirectoryLoader;
import dev.lian4j.dataconnection.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfLoaderTest {

    @TempDir
    private Path folder;

    private final List<LoadProblem> problems = new ArrayList<>();

    private static List<String> texts(DocumentLoader loader) {
        return loader.loadAll().stream().map(Document::text).toList();
    }

    private PdfLoader loader(Path file) {
        return PdfLoader.builder(file).onProblem(problems::add).build();
    }

    @Test
    void loadsADocumentAPageWithItsMetadata() {
        Path file = folder.resolve("手册.pdf");
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.title("退款手册")
                    .latin(List.of("First page", "second line"))
                    .latin(List.of("Last page"))
                    .save(file);
        }
        Map<String, Object> common = Map.of("source", file.toString(), "total_pages", 2, "title", "退款手册");
        assertThat(loader(file).loadAll())
                .containsExactly(
                        Document.of("First page\nsecond line", common).with("page", 1),
                        Document.of("Last page", common).with("page", 2));
        assertThat(problems).isEmpty();
    }

    @Test
    void loadsChinese() {
        try (Pdfs pdfs = Pdfs.create()) {
            Path file = pdfs.chinese("退款期限为七天。", "运费由商家承担。").save(folder.resolve("a.pdf"));
            assertThat(texts(loader(file))).containsExactly("退款期限为七天。\n运费由商家承担。");
        }
    }

    @Test
    void joinsWrappedLinesOfChinese() {
        try (Pdfs pdfs = Pdfs.create()) {
            Path file = pdfs.chinese("第三章 退款", "客户在收到货物之后可以在七天之内申请退", "款，商家应当在两个工作日之内处理完毕。", "苹果", "香蕉")
                    .save(folder.resolve("a.pdf"));
            assertThat(texts(loader(file))).containsExactly("第三章 退款\n客户在收到货物之后可以在七天之内申请退款，商家应当在两个工作日之内处理完毕。\n苹果\n香蕉");
        }
    }

    /** The engine takes lines that are far apart for paragraphs. */
    @Test
    void joinsWrappedLinesHoweverFarApart() {
        try (Pdfs pdfs = Pdfs.create()) {
            Path file = pdfs.chinese(60, "客户在收到货物之后可以在七天之内申请退", "款并且不说明理由。").save(folder.resolve("a.pdf"));
            assertThat(texts(loader(file))).containsExactly("客户在收到货物之后可以在七天之内申请退款并且不说明理由。");
        }
    }

    @Test
    void readsColumnsOneAfterTheOther() {
        try (Pdfs pdfs = Pdfs.create()) {
            PDPage page = new PDPage();
            pdfs.pdf().addPage(page);
            for (int i = 0; i < 3; i++) {
                pdfs.latin(page, 72, 700 - i * 14, "left " + i);
            }
            for (int i = 0; i < 3; i++) {
                pdfs.latin(page, 320, 700 - i * 14, "right " + i);
            }
            Path file = pdfs.save(folder.resolve("a.pdf"));
            assertThat(texts(loader(file))).containsExactly("left 0\nleft 1\nleft 2\nright 0\nright 1\nright 2");
        }
    }

    @Test
    void passesOverPagesWithoutTextAndTellsThemOnce() {
        Path file = Pdfs.of(folder.resolve("a.pdf"), "one", "", "", "four", "");
        assertThat(loader(file).loadAll())
                .extracting(document -> document.metadata().get("page"))
                .containsExactly(1, 4);
        assertThat(problems)
                .containsExactly(
                        new LoadProblem(file, "no text on pages 2-3, 5 (scanned, empty or damaged); passed over"));
    }

    @Test
    void keepsTheOtherPagesWhenOneCannotBeRead() {
        Path file = folder.resolve("a.pdf");
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.latin(List.of("one")).chinese("二").latin(List.of("three"));
            pdfs.song(2).removeItem(COSName.DESCENDANT_FONTS);
            pdfs.save(file);
        }
        assertThat(texts(loader(file))).containsExactly("one", "three");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(file);
            assertThat(problem.reason()).startsWith("page 2 cannot be read: ");
        });
    }

    @Test
    void plugsIntoAFolderAndDoesNotStopAtABadFile() throws IOException {
        Pdfs.of(folder.resolve("a.pdf"), "one", "two");
        Files.writeString(folder.resolve("b.pdf"), "no pdf");
        Files.writeString(folder.resolve("c.txt"), "three");
        DirectoryLoader loader = DirectoryLoader.builder()
                .root(folder)
                .loader("pdf", PdfLoader::of)
                .onProblem(problems::add)
                .build();
        assertThat(texts(loader)).containsExactly("one", "two", "three");
        assertThat(problems).extracting(LoadProblem::path).containsExactly(folder.resolve("b.pdf"));
    }

    @Test
    void opensTheFileForTheFirstPageAndClosesIt() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files can be listed here");
        Path file = Pdfs.of(folder.resolve("a.pdf"), "one", "two");
        try (Stream<Document> documents = loader(file).load()) {
            Iterator<Document> iterator = documents.iterator();
            assertThat(isOpen(file)).isFalse();
            iterator.next();
            assertThat(isOpen(file)).isTrue();
        }
        assertThat(isOpen(file)).isFalse();
        assertThat(loader(file).loadAll()).hasSize(2);
        assertThat(isOpen(file)).isFalse();
    }

    private static boolean isOpen(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(link -> {
                try {
                    return Files.readSymbolicLink(link).equals(file.toRealPath());
                } catch (IOException gone) {
                    return false;
                }
            });
        }
    }

    @Test
    void putsOrdinaryCharactersForRadicals() {
        assertThat(Radicals.unified("⼀⽉ ⾄⼈ 一月")).isEqualTo("一月 至人 一月");
    }
}
