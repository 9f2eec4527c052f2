package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlLoaderTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("文.xml"), text);
    }

    private String text(String xml) throws IOException {
        return XmlLoader.of(file(xml)).loadAll().get(0).text();
    }

    @Test
    void givesALineForEachElementAndKeepsRunningTextTogether() throws IOException {
        Path file = file("<?xml version=\"1.0\"?><书 xmlns:x='u'><题>红楼梦</题><x:p>满纸<b>荒唐</b>言，\n  一把\t辛酸泪。</x:p>"
                + "<!-- 注 --><n><![CDATA[a < b & c]]></n><?pi x?><e/><n>&lt;&#x4e2d;&amp;</n></书>");
        assertThat(XmlLoader.of(file).loadAll())
                .containsExactly(Document.of("红楼梦\n满纸荒唐言， 一把 辛酸泪。\na < b & c\n<中&", Map.of("source", file.toString())));
    }

    @Test
    void makesADocumentOfEachRecord() throws IOException {
        Path file = file("""
                <feed>
                  <entry id="7"><title>春</title><body>江水</body></entry>
                  <other>no</other>
                  <entry id="8">
                    <title>夏</title><body>荷花<title>inner</title></body></entry>
                  <entry/>
                </feed>""");
        assertThat(XmlLoader.builder(file)
                        .records("entry")
                        .metadata("id", "title")
                        .build()
                        .loadAll())
                .containsExactly(
                        Document.of(
                                "春\n江水",
                                Map.of("source", file.toString(), "seq_num", 1, "line", 2, "id", "7", "title", "春")),
                        Document.of(
                                "夏\n荷花inner",
                                Map.of("source", file.toString(), "seq_num", 2, "line", 4, "id", "8", "title", "夏")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK", "GB18030", "Big5", "UTF-16", "UTF-8", "Shift_JIS"})
    void readsTheEncodingThatTheFileNames(String name) throws IOException {
        byte[] bytes =
                "<?xml version='1.0' encoding='%s'?><a>中文日本</a>".formatted(name).getBytes(Charset.forName(name));
        Path file = Files.write(folder.resolve("a.xml"), bytes);
        assertThat(XmlLoader.of(file).loadAll()).extracting(Document::text).containsExactly("中文日本");
    }

    @Test
    void readsAMarkBeforeAllElseAndGuessesWhereNothingIsNamed() throws IOException {
        assertThat(text("\ufeff<?xml version='1.0' encoding='GBK'?><a>中文</a>")).isEqualTo("中文");
        assertThat(text("<?xml version='1.0' encoding='UTF-16'?><a>中文</a>")).isEqualTo("中文");
        Path bare = Files.write(folder.resolve("b.xml"), "<a>这是中文的文本，没有声明编码。</a>".getBytes("GBK"));
        assertThat(XmlLoader.of(bare).loadAll()).extracting(Document::text).containsExactly("这是中文的文本，没有声明编码。");
        assertThatThrownBy(() -> text("<?xml version='1.0' encoding='klingon'?><a/>"))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("'klingon', which is not known");
    }

    @Test
    void resolvesNoEntityOfAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "机密");
        String xml =
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY xxe SYSTEM '%s'>]><a>&xxe;</a>".formatted(secret.toUri());
        assertThatThrownBy(() -> text(xml))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("文.xml")
                .hasMessageContaining("xxe")
                .hasMessageNotContaining("机密");
        assertThatThrownBy(() -> text(xml.replace("<a>&xxe;", "<a b='&xxe;'>")))
                .isInstanceOf(DocumentLoadException.class);
        assertThatThrownBy(() -> text("<!DOCTYPE a [<!ENTITY % p SYSTEM '" + secret.toUri() + "'> %p;]><a>&q;</a>"))
                .isInstanceOf(DocumentLoadException.class);
    }

    @Test
    void asksNoServer() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            server.setSoTimeout(1);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/a.dtd";
            assertThat(text("<!DOCTYPE a SYSTEM '" + url + "'><a>文</a>")).isEqualTo("文");
            assertThatThrownBy(() -> text("<!DOCTYPE a [<!ENTITY e SYSTEM '" + url + "'>]><a>&e;</a>"))
                    .isInstanceOf(DocumentLoadException.class);
            assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void refusesEntitiesThatGrow() {
        StringBuilder types = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 '笑'>");
        for (int i = 1; i < 12; i++) {
            types.append("<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        assertThatThrownBy(() -> text(types + "]><a>&e11;</a>"))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("e11");
    }

    @Test
    void refusesWhatIsNestedTooDeep() throws IOException {
        assertThat(text("<a>".repeat(1000) + "深" + "</a>".repeat(1000))).isEqualTo("深");
        assertThatThrownBy(() -> text("<a>".repeat(100_000)))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("nested more than 1000 deep (line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "plain 文", "<a>文", "<a>文</b>", "<a b=1/>", "<a>&bad</a>", "<a/><b/>", "\ufeff"})
    void saysWhereItIsNotWellFormed(String xml) throws IOException {
        Path file = file(xml);
        assertThatThrownBy(() -> XmlLoader.of(file).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageMatching("(?s).*(line \\d+, column|XML).*");
    }

    @Test
    void givesTheRecordsBeforeTheFault() throws IOException {
        Path file = file("<a><r>一</r><r>二</r><r></a>");
        try (Stream<Document> documents =
                XmlLoader.builder(file).records("r").build().load()) {
            Iterator<Document> each = documents.iterator();
            assertThat(each.next().text()).isEqualTo("一");
            assertThat(each.next().text()).isEqualTo("二");
            assertThatThrownBy(each::hasNext).isInstanceOf(DocumentLoadException.class);
        }
    }

    @Test
    void takesNoMoreThanItsLimit() throws IOException {
        Path file = file("<a>0123456789</a>");
        assertThatThrownBy(() -> XmlLoader.builder(file).maxBytes(10).build().loadAll())
                .hasMessageContaining("more than the limit of 10");
    }
}
