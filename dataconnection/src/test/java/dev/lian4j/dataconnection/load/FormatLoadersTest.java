package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatLoadersTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> texts(DocumentLoader loader) {
        return loader.loadAll().stream().map(Document::text).toList();
    }

    @Nested
    class Csv {

        @Test
        void makesADocumentOfEachRow() throws IOException {
            Path file = file("人.csv", "姓名,city,\"note\"\n小王, 北京 ,\"a, \"\"b\"\"\nc\"\nLi,Paris,\n");
            assertThat(CsvLoader.of(file).loadAll())
                    .containsExactly(
                            Document.of(
                                    "姓名: 小王\ncity: 北京\nnote: a, \"b\"\nc", Map.of("source", file.toString(), "row", 1)),
                            Document.of("姓名: Li\ncity: Paris\nnote: ", Map.of("source", file.toString(), "row", 2)));
        }

        @ParameterizedTest
        @ValueSource(strings = {",", ";", "\t", "|"})
        void findsTheDelimiterOut(String delimiter) throws IOException {
            Path file = file("a.csv", "a%1$s\"b,;\"%1$sc\n1%1$s2%1$s3\n".formatted(delimiter));
            assertThat(texts(CsvLoader.of(file))).containsExactly("a: 1\nb,;: 2\nc: 3");
        }

        @Test
        void takesColumnsAsAsked() throws IOException {
            Path file = file("a.csv", "id,text,lang\nd1,你好,zh\n");
            DocumentLoader loader = CsvLoader.builder(file)
                    .sourceColumn("id")
                    .contentColumns("text")
                    .metadataColumns("lang")
                    .build();
            assertThat(loader.loadAll())
                    .containsExactly(Document.of("text: 你好", Map.of("source", "d1", "row", 1, "lang", "zh")));
            assertThatThrownBy(() ->
                            CsvLoader.builder(file).sourceColumn("nr").build().loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("a.csv")
                    .hasMessageContaining("no column 'nr', only [id, text, lang]");
        }

        @Test
        void losesNothingOfRaggedRows() throws IOException {
            Path file = file("a.csv", "a,b\n1\n1,2,3,4\n\n , \n5,6\n");
            assertThat(texts(CsvLoader.of(file))).containsExactly("a: 1", "a: 1\nb: 2\n3\n4", "a: 5\nb: 6");
        }

        @Test
        void tellsAQuoteThatIsNotClosed() throws IOException {
            Path file = file("a.csv", "a,b\n1,2\n3,\"4\n5,6\n");
            assertThatThrownBy(() -> CsvLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("a.csv: is not a table that can be read")
                    .hasMessageContaining("line");
        }

        @Test
        void namesColumnsThatHaveNoNameOfTheirOwn() throws IOException {
            assertThat(texts(CsvLoader.of(file("a.csv", "a,,a\n1,2,3\n"))))
                    .containsExactly("a: 1\ncolumn 2: 2\na (2): 3");
        }

        @Test
        void readsWhatSpreadsheetsWrite() throws IOException {
            Path file = folder.resolve("x.csv");
            Files.write(file, "\ufeffname;城市\r\n王;北京\r\n".getBytes(StandardCharsets.UTF_16LE));
            assertThat(texts(CsvLoader.of(file))).containsExactly("name: 王\n城市: 北京");
            Files.write(file, "名称,说明\n滤芯,每六个月更换一次滤芯并清洗水箱\n".getBytes(Charset.forName("GB18030")));
            assertThat(texts(CsvLoader.of(file))).containsExactly("名称: 滤芯\n说明: 每六个月更换一次滤芯并清洗水箱");
        }

        @Test
        void takesACellOfTenMegabytes() throws IOException {
            Path file = file("a.csv", "a,b\n\"" + "长".repeat(10_000_000) + "\",2\n");
            assertThat(texts(CsvLoader.of(file)).get(0)).hasSize(10_000_000 + "a: \nb: 2".length());
        }

        @Test
        void anEmptyTableHasNoRows() throws IOException {
            assertThat(CsvLoader.of(file("a.csv", "")).loadAll()).isEmpty();
            assertThat(CsvLoader.of(file("a.csv", "a,b\n")).loadAll()).isEmpty();
        }
    }

    @Nested
    class Json {

        @Test
        void makesADocumentOfEachElement() throws IOException {
            Path file = file("a.json", "[\"你好\", {\"a\": 1.10}, null]");
            assertThat(JsonLoader.of(file).loadAll())
                    .containsExactly(
                            Document.of("你好", Map.of("source", file.toString(), "seq_num", 1)),
                            Document.of("{\"a\":1.10}", Map.of("source", file.toString(), "seq_num", 2)),
                            Document.of("null", Map.of("source", file.toString(), "seq_num", 3)));
            assertThat(texts(JsonLoader.of(file("b.json", "{\"a\": [1, 2]}")))).containsExactly("{\"a\":[1,2]}");
        }

        @Test
        void followsAPathAndTakesFields() throws IOException {
            Path file = file(
                    "chat.json",
                    "{\"messages\": [{\"from\": \"王\", \"body\": {\"text\": \"你好\"}, \"n\": 3, \"tags\": [\"a\"]}, {\"body\": {\"text\": \"再见\"}}]}");
            DocumentLoader loader = JsonLoader.builder(file)
                    .path(".messages[]")
                    .content(".body.text")
                    .metadata("from", "n", "tags")
                    .build();
            assertThat(loader.loadAll())
                    .containsExactly(
                            Document.of(
                                    "你好",
                                    Map.of(
                                            "source",
                                            file.toString(),
                                            "seq_num",
                                            1,
                                            "from",
                                            "王",
                                            "n",
                                            3L,
                                            "tags",
                                            List.of("a"))),
                            Document.of("再见", Map.of("source", file.toString(), "seq_num", 2)));
            assertThat(texts(JsonLoader.builder(file)
                            .path(".messages[1].body.text")
                            .build()))
                    .containsExactly("再见");
            assertThat(texts(JsonLoader.builder(file)
                            .path(".\"messages\"[].from")
                            .build()))
                    .containsExactly("王");
        }

        @Test
        void readsJsonLines() throws IOException {
            Path file = file("a.jsonl", "{\"context\":\"春\"}\n\n[1]\n");
            assertThat(texts(JsonLoader.of(file))).containsExactly("{\"context\":\"春\"}", "[1]");
            Path broken = file("b.jsonl", "{\"a\":1}\n\n{\"a\":");
            assertThatThrownBy(() -> JsonLoader.of(broken).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("b.jsonl: is not JSON at line 3");
            try (Stream<Document> first = JsonLoader.of(broken).load()) {
                assertThat(first.findFirst()).isPresent();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"{", "[1,]", "{} {}", "nope", ""})
        void tellsWhereItIsNoJson(String text) throws IOException {
            Path file = file("a.json", "\n" + text);
            assertThatThrownBy(() -> JsonLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageMatching("(?s).*a.json: is (not JSON at line 2, column .*|empty: .*)");
        }

        @Test
        void refusesJsonThatIsNestedTooDeep() throws IOException {
            Path file = file("deep.json", "[".repeat(100_000));
            assertThatThrownBy(() -> JsonLoader.of(file).loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("deep.json");
        }

        @Test
        void tellsWhatIsMissing() throws IOException {
            Path file = file("a.json", "[{\"text\": \"x\"}, {}]");
            assertThatThrownBy(() ->
                            JsonLoader.builder(file).content(".text").build().loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("nothing at '.text' in record 2");
            assertThatThrownBy(() -> JsonLoader.builder(file).path(".a | keys"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at character 2");
        }
    }

    @Nested
    class Html {

        @Test
        void readsThePageAsAPersonDoes() throws IOException {
            Path file = file("a.html", """
                    <!doctype html><html lang="zh-CN"><head><title> 使用 手册 </title><style>p{}</style>
                    <meta name="description" content="怎么用"></head>
                    <body><nav><a href="/">Home</a></nav>
                    <main><h1>滤芯</h1><p>每   六个月<b>更换</b>一次。<br>再清洗。</p>
                    <ul><li>关水</li><li>换<ul><li>新的</li></ul></li></ul>
                    <table><tr><th>型号</th><th>价格</th></tr><tr><td>A1</td><td>99</td></tr></table>
                    <pre>a
                      b</pre><script>alert(1)</script></main><footer>©</footer></body></html>""");
            Document document =
                    HtmlLoader.builder(file).links(true).build().loadAll().get(0);
            assertThat(document.metadata())
                    .isEqualTo(Map.of(
                            "source", file.toString(),
                            "title", "使用 手册",
                            "language", "zh-CN",
                            "description", "怎么用",
                            "links", List.of("/")));
            assertThat(document.text()).isEqualTo("""
                    滤芯

                    每 六个月更换一次。
                    再清洗。

                    - 关水
                    - 换

                    - 新的

                    型号 | 价格
                    A1 | 99

                    a
                      b""");
        }

        @Test
        void goesByTheEncodingThatThePageNames() throws IOException {
            Path file = folder.resolve("gb.html");
            Files.write(file, "<meta charset=\"gb2312\"><p>退款期限为七天</p>".getBytes(Charset.forName("GB18030")));
            assertThat(texts(HtmlLoader.of(file))).containsExactly("退款期限为七天");
        }

        @Test
        void takesTheElementThatIsAskedFor() throws IOException {
            Path file = file("a.html", "<div id=a>一</div><div id=b>二</div>");
            assertThat(texts(HtmlLoader.builder(file).selector("#b").build())).containsExactly("二");
            assertThatThrownBy(() ->
                            HtmlLoader.builder(file).selector("#c").build().loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("no element '#c'");
        }

        @Test
        void survivesABombOfTags() throws IOException {
            Path file = file("bomb.html", "<div><b>".repeat(200_000) + "深");
            assertThat(texts(HtmlLoader.of(file))).containsExactly("深");
        }

        @Test
        void aPageWithoutTextIsNoDocument() throws IOException {
            assertThat(HtmlLoader.of(file("a.html", "<script>x</script>")).loadAll())
                    .isEmpty();
        }
    }

    @Nested
    class Markdown {

        private static final String TEXT = """
                ---
                author: 王
                tags: [a, b]
                ---
                # 手册

                第一段
                接着写。

                ## 滤芯

                - 关水
                - 换

                | 型号 | 价格 |
                | --- | --- |
                | A1 | 99 |

                ```java
                int a;
                ```
                # 附录
                完
                """;

        @Test
        void keepsTheFileAsItIsWritten() throws IOException {
            Path file = file("a.md", TEXT);
            assertThat(MarkdownLoader.of(file).loadAll())
                    .singleElement()
                    .satisfies(document -> assertThat(document.text()).isEqualTo(TEXT))
                    .satisfies(document -> assertThat(document.metadata())
                            .containsEntry("title", "手册")
                            .containsEntry("author", "王")
                            .containsEntry("source", file.toString()));
        }

        @Test
        void givesElementsUnderTheirHeadings() throws IOException {
            List<Document> elements =
                    MarkdownLoader.elements(file("a.md", TEXT)).loadAll();
            assertThat(elements)
                    .extracting(each -> each.metadata().get("category"))
                    .containsExactly(
                            "heading",
                            "paragraph",
                            "heading",
                            "bulletlist",
                            "table",
                            "fencedcode",
                            "heading",
                            "paragraph");
            assertThat(elements.get(3).text()).contains("关水", "换");
            assertThat(elements.get(3).metadata())
                    .containsEntry("headings", List.of("手册", "滤芯"))
                    .containsEntry("line", 12);
            assertThat(elements.get(4).text()).contains("A1", "99");
            assertThat(elements.get(7).metadata()).containsEntry("headings", List.of("附录"));
        }
    }

    @Test
    void aFolderOfAllOfThemLoads() throws IOException {
        file("a.md", "# 一");
        file("b.html", "<p>二");
        file("c.csv", "x\n三\n");
        file("d.json", "[\"四\"]");
        file("e.jsonl", "\"五\"\n");
        file("f.txt", "六");
        file("g.bin", "\0");
        assertThat(texts(DirectoryLoader.of(folder))).containsExactly("# 一", "二", "x: 三", "四", "五", "六");
    }

    @Property(tries = 200)
    void anyTextIsLoadedOrRefusedByUs(@ForAll @StringLength(max = 60) String text) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "loaders");
        try {
            for (String name : List.of("a.csv", "a.json", "a.html", "a.md")) {
                Path written = Files.writeString(directory.resolve(name), text.replace("\0", ""));
                try {
                    DirectoryLoader.builder().root(written).build().loadAll();
                } catch (DocumentLoadException e) {
                    assertThat(e).hasMessageContaining(name);
                }
                Files.delete(written);
            }
        } finally {
            Files.delete(directory);
        }
    }
}
