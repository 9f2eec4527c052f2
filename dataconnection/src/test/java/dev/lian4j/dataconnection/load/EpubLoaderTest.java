package dev.lian4j.dataconnection.load;

import static dev.lian4j.dataconnection.load.Zips.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpubLoaderTest {

    private static final String OPF = """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0">
              <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:title>三国演义</dc:title><dc:creator>罗贯中</dc:creator><dc:language>zh-CN</dc:language>
              </metadata>
              <manifest>
                <item id="c2" href="text/chapter%202.xhtml" media-type="application/xhtml+xml"/>
                <item id="c1" href="text/ch1.xhtml" media-type="application/xhtml+xml"/>
                <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
                <item id="toc" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
              </manifest>
              <spine><itemref idref="cover"/><itemref idref="toc"/><itemref idref="c1"/><itemref idref="c2"/></spine>
            </package>
            """;

    @TempDir
    private Path folder;

    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final List<LoadProblem> problems = new ArrayList<>();

    @BeforeEach
    void makeBook() {
        put("mimetype", "application/epub+zip");
        put("META-INF/container.xml", """
                <?xml version="1.0"?>
                <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
                  <rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
                </container>
                """);
        put("OEBPS/book.opf", OPF);
        put("OEBPS/cover.xhtml", "<html><body><img src='cover.jpg'/></body></html>");
        put(
                "OEBPS/nav.xhtml",
                "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><ol>"
                        + "<li><a href='text/chapter%202.xhtml#top'>第二回 张翼德怒鞭督邮</a></li></ol></nav></body></html>");
        put(
                "OEBPS/text/ch1.xhtml",
                "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>"
                        + "<head><title>x</title><style>p{}</style></head><body><h1>第一回</h1>"
                        + "<p>话说天下大势，<em>分久必合</em>。</p><script>evil()</script></body></html>");
        put("OEBPS/text/chapter 2.xhtml", "<html><body><p>且说董卓&nbsp;字仲颖。</p></body></html>");
    }

    private void put(String name, String text) {
        members.put(name, utf8(text));
    }

    private Path book() throws IOException {
        return Zips.zip(folder.resolve("书.epub"), members);
    }

    private List<Document> load() throws IOException {
        return EpubLoader.builder(book()).onProblem(problems::add).build().loadAll();
    }

    @Test
    void makesADocumentOfEachChapterInReadingOrder() throws IOException {
        Map<String, Object> facts = Map.of(
                "source",
                folder.resolve("书.epub").toString(),
                "title",
                "三国演义",
                "author",
                "罗贯中",
                "language",
                "zh-CN",
                "chapter",
                "第一回",
                "seq_num",
                2);
        Map<String, Object> second = new LinkedHashMap<>(facts);
        second.put("chapter", "第二回 张翼德怒鞭督邮");
        second.put("seq_num", 3);
        assertThat(load()).containsExactly(Document.of("第一回\n\n话说天下大势，分久必合。", facts), Document.of("且说董卓 字仲颖。", second));
        assertThat(problems).isEmpty();
    }

    @Test
    void readsTheContentsOfOldBooks() throws IOException {
        put(
                "OEBPS/book.opf",
                OPF.replace(
                                "href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"",
                                "href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"")
                        .replace("<itemref idref=\"toc\"/>", ""));
        put(
                "OEBPS/toc.ncx",
                "<!DOCTYPE ncx PUBLIC '-//NISO//DTD ncx 2005-1//EN' 'http://127.0.0.1:1/ncx.dtd'>"
                        + "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>第一章</text>"
                        + "</navLabel><content src='text/ch1.xhtml'/></navPoint></navMap></ncx>");
        assertThat(load().get(0).metadata()).containsEntry("chapter", "第一章");
    }

    @Test
    void tellsOfAMissingChapterAndGoesOn() throws IOException {
        members.remove("OEBPS/text/ch1.xhtml");
        assertThat(load()).extracting(Document::text).containsExactly("且说董卓 字仲颖。");
        assertThat(problems)
                .singleElement()
                .extracting(LoadProblem::reason)
                .isEqualTo("part 2, OEBPS/text/ch1.xhtml: is damaged: it has no OEBPS/text/ch1.xhtml");
    }

    @Test
    void refusesLockedBooks() throws IOException {
        put(
                "META-INF/encryption.xml",
                "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:CipherData>"
                        + "<enc:CipherReference URI='OEBPS/text/ch1.xhtml'/></enc:CipherData></enc:EncryptedData></encryption>");
        assertThatThrownBy(this::load)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("书.epub")
                .hasMessageContaining("locked");
        put(
                "META-INF/encryption.xml",
                "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:CipherData>"
                        + "<enc:CipherReference URI='OEBPS/fonts/宋体.otf'/></enc:CipherData></enc:EncryptedData></encryption>");
        assertThat(load()).hasSize(2);
    }

    @Test
    void saysThatAFileIsNoBook() throws IOException {
        members.remove("META-INF/container.xml");
        assertThatThrownBy(this::load)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("is not an EPUB: it has no META-INF/container.xml");
        put("META-INF/container.xml", "<container/>");
        assertThatThrownBy(this::load).hasMessageContaining("names no package");
        put("META-INF/container.xml", "<container><rootfile full-path='../../外.opf'/></container>");
        assertThatThrownBy(this::load).hasMessageContaining("is damaged: it has no ../../外.opf");
    }

    @Test
    void refusesBombs() throws IOException {
        put("OEBPS/text/ch1.xhtml", "<p>" + "x".repeat(3 << 20));
        assertThat(load()).hasSize(1);
        assertThat(problems)
                .singleElement()
                .extracting(LoadProblem::reason)
                .asString()
                .contains("200 times");
        assertThatThrownBy(() -> EpubLoader.builder(book())
                        .limits(new ZipLimits(3, 1000, 10))
                        .build()
                        .loadAll())
                .hasMessageContaining("more than the limit of 3");
    }
}
