package dev.lian4j.dataconnection.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.json.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SectionSplittersTest {

    @Test
    void tellsTheHeadingsOfEachSectionOfMarkdown() {
        assertThat(MarkdownHeaderTextSplitter.create().splitText("前言\n# 退款\n七天之内。\n\n　可以。\r\n## 运费\n由商家承担。\n# 其他\n无"))
                .containsExactly(
                        Document.of("前言"),
                        Document.of("七天之内。  \n可以。", Map.of("Header 1", "退款")),
                        Document.of("由商家承担。", Map.of("Header 1", "退款", "Header 2", "运费")),
                        Document.of("无", Map.of("Header 1", "其他")));
    }

    @Test
    void keepsTheIndentOfCodeAndFindsNoHeadingsInIt() {
        assertThat(MarkdownHeaderTextSplitter.of(Map.of("#", "h"))
                        .splitText("# A\n````py\n  # x\n```\n\n\ty\n````\n# B\n"))
                .containsExactly(Document.of("````py\n  # x\n```\n\n\ty\n````", Map.of("h", "A")));
    }

    @Test
    void readsOnInCodeThatIsNeverClosed() {
        assertThat(MarkdownHeaderTextSplitter.create().splitText("~~~\n# x\n  y"))
                .containsExactly(Document.of("~~~\n# x\n  y"));
        assertThat(ExperimentalMarkdownSyntaxTextSplitter.create().splitText("a\n```java\n# x\n  y"))
                .containsExactly(Document.of("a\n"), Document.of("```java\n# x\n  y", Map.of("Code", "java")));
    }

    @Test
    void takesEachLineOfMarkdownAlone() {
        assertThat(MarkdownHeaderTextSplitter.builder()
                        .returnEachLine(true)
                        .addStartIndex(true)
                        .build()
                        .splitText("# A\n一\n\n  二"))
                .containsExactly(
                        Document.of("一", Map.of("Header 1", "A", "start_index", 4)),
                        Document.of("二", Map.of("Header 1", "A", "start_index", 9)));
    }

    @Test
    void marksCodeAndRulesOfMarkdown() {
        assertThat(ExperimentalMarkdownSyntaxTextSplitter.builder()
                        .stripHeaders(false)
                        .addStartIndex(true)
                        .build()
                        .splitText("# 甲\n\n😀\n---\n~~~\n  x\n~~~\n乙"))
                .containsExactly(
                        Document.of("# 甲\n\n😀\n", Map.of("Header 1", "甲", "start_index", 0)),
                        Document.of("~~~\n  x\n~~~\n", Map.of("Header 1", "甲", "Code", "", "start_index", 12)),
                        Document.of("乙", Map.of("Header 1", "甲", "start_index", 24)));
    }

    @Provide
    Arbitrary<String> markdown() {
        return Arbitraries.of(
                        "# ", "## ", "标题", "\n", "\n\n", "```", "~~~", "---\n", "a b", " ", "😀", "\ufeff", "\r\n",
                        "**x**", "#")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property
    void startIndexIsWhereASectionOfMarkdownStarts(@ForAll("markdown") String text) {
        for (Document section :
                MarkdownHeaderTextSplitter.builder().addStartIndex(true).build().splitText(text)) {
            String firstLine = section.text().lines().findFirst().orElse("").strip();
            int start = (int) section.metadata().get("start_index");
            assertThat(text.substring(start).stripLeading()).startsWith(firstLine);
        }
        for (Document section : ExperimentalMarkdownSyntaxTextSplitter.builder()
                .addStartIndex(true)
                .build()
                .splitText(text)) {
            int start = (int) section.metadata().get("start_index");
            assertThat(text.startsWith(section.text(), start)).isTrue();
        }
    }

    @Property
    void losesNothingOfMarkdownThatKeepsItsHeadings(@ForAll("markdown") String text) {
        String kept = MarkdownHeaderTextSplitter.builder().stripHeaders(false).build().splitText(text).stream()
                .map(Document::text)
                .collect(Collectors.joining());
        assertThat(kept.replaceAll("[\\s\ufeff]", "")).isEqualTo(text.replaceAll("[\\s\ufeff]", ""));
    }

    @Test
    void addsTheHeadingsToTheMetadataOfTheDocument() {
        assertThat(MarkdownHeaderTextSplitter.create()
                        .splitDocuments(List.of(new Document("id", "# A\nx", Map.of("source", "s.md")))))
                .containsExactly(Document.of("x", Map.of("source", "s.md", "Header 1", "A")));
    }

    @Test
    void refusesHeadingsWithoutMarkOrKey() {
        assertThatThrownBy(() -> MarkdownHeaderTextSplitter.of(Map.of("#", " ")))
                .hasMessageContaining("a key");
        assertThatThrownBy(() -> HtmlHeaderTextSplitter.of(Map.of("", "x"))).hasMessageContaining("a mark");
    }

    @Test
    void keepsWordsOfAParagraphOfHtmlInOrder() {
        assertThat(HtmlHeaderTextSplitter.create()
                        .splitText(
                                "<h1>退<em>款</em></h1><p>七天<b>之内</b>，<a href=x>可以</a>退。<br>谢谢</p>尾<script>x</script>"))
                .containsExactly(
                        Document.of("退款", Map.of("Header 1", "退款")),
                        Document.of("七天之内，可以退。 谢谢  \n尾", Map.of("Header 1", "退款")));
    }

    @Test
    void findsHeadingsWithinLinksAndTakesEachElementAlone() {
        assertThat(HtmlHeaderTextSplitter.builder()
                        .header("h2", "t")
                        .returnEachElement(true)
                        .build()
                        .splitText("<a href=x><h2>A</h2></a><div><p>1</p><p>2</p><pre>a\n  b</pre></div>"))
                .extracting(Document::text)
                .containsExactly("A", "1", "2", "a\n  b");
    }

    @Test
    void cutsPagesThatNestWithoutEnd() {
        String bomb = "<div><span>".repeat(20_000) + "<h1>深</h1><p>x";
        assertThat(HtmlHeaderTextSplitter.create().splitText(bomb)).isNotEmpty();
        assertThat(HtmlSectionSplitter.create().splitText(bomb)).isNotEmpty();
        assertThat(HtmlSemanticPreservingSplitter.create().splitText(bomb)).isNotEmpty();
    }

    @Test
    void takesLargeFontsForHeadingsOfASection() {
        assertThat(HtmlSectionSplitter.of(Map.of("h1", "标题"))
                        .splitText("前言<p style='color:red; font-size: 24px'>退款</p><p style='font-size:12px'>七天</p>"))
                .containsExactly(Document.of("前言"), Document.of("退款 七天", Map.of("标题", "退款")));
    }

    @Test
    void neverCutsWithinAPreservedElement() {
        String table = "<table><tr><td>一二三四五<td>六七八九十</table>";
        assertThat(HtmlSemanticPreservingSplitter.builder()
                        .elementsToPreserve("table", "pre")
                        .chunkSize(8)
                        .build()
                        .splitText("<h2>表</h2><p>前面 的 文字 在此</p>" + table + "<pre>a\n  b</pre><p>后面 的 文字"))
                .extracting(Document::text)
                .containsExactly("前面 的 文字", "在此", "一二三四五 六七八九十", "a\n  b", "后面 的 文字");
    }

    @Test
    void keepsPreservedElementsWhereTheyStandInASentence() {
        assertThat(
                        HtmlSemanticPreservingSplitter.builder()
                                .elementsToPreserve("code")
                                .preserveLinks(true)
                                .customHandler("iframe", html -> "[frame]")
                                .build()
                                .splitText(
                                        "<p>before <code>a  b</code>, \udb80\udc00<a href='/x'>链接</a> <iframe src=y></iframe></p>"))
                .containsExactly(Document.of("before a  b, [链接](/x) [frame]"));
    }

    @Test
    void cutsJsonOfChineseByTheCharactersThatAPersonReads() {
        assertThat(RecursiveJsonSplitter.of(30).splitText("{\"客户\":{\"姓名\":\"张三\",\"城市\":\"上海\"},\"金额\":1.50}"))
                .extracting(Document::text)
                .containsExactly("{\"客户\": {\"姓名\": \"张三\"}}", "{\"客户\": {\"城市\": \"上海\"}}", "{\"金额\": 1.50}");
        assertThat(RecursiveJsonSplitter.builder().ensureAscii(true).build().splitText("[\"退\"]"))
                .extracting(Document::text)
                .containsExactly("{\"0\": \"\\u9000\"}");
    }

    @Test
    void saysWhereJsonIsWrong() {
        RecursiveJsonSplitter splitter = RecursiveJsonSplitter.of(100);
        assertThatThrownBy(() -> splitter.splitText("{\"a\":\n x}"))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("line 2, column 2");
        assertThatThrownBy(() -> splitter.splitText("\"text\"")).isInstanceOf(DocumentLoadException.class);
        assertThatThrownBy(() -> splitter.splitText("[".repeat(100_000))).isInstanceOf(DocumentLoadException.class);
        assertThatThrownBy(() -> splitter.splitText("")).isInstanceOf(DocumentLoadException.class);
        assertThatThrownBy(() -> RecursiveJsonSplitter.of(0)).hasMessageContaining("maxChunkSize");
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(Arbitraries.oneOf(
                leaves(),
                objects(Arbitraries.oneOf(leaves(), objects(leaves()).map(Object.class::cast)))
                        .map(Object.class::cast)));
    }

    private static Arbitrary<Map<String, Object>> objects(Arbitrary<Object> values) {
        Arbitrary<String> keys = Arbitraries.of("a", "bb", "客户", "\"", "e5");
        return Arbitraries.maps(keys, values).ofMaxSize(4).map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "x", "退款", "y\n\n", "x".repeat(30)).map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.just(List.of(1, 2)).map(Object.class::cast),
                Arbitraries.just(Map.of()).map(Object.class::cast));
    }

    @Property(tries = 200)
    void joinedChunksAreTheJsonAndLongOnesHoldOneValue(
            @ForAll("objects") Map<String, Object> json, @ForAll @IntRange(min = 10, max = 120) int size) {
        List<Map<String, Object>> chunks = RecursiveJsonSplitter.of(size).splitJson(json);
        Map<String, Object> joined = new LinkedHashMap<>();
        chunks.forEach(chunk -> join(joined, chunk));
        assertThat(joined).isEqualTo(json);
        assertThat(chunks)
                .allMatch(chunk ->
                        values(chunk).count() == 1 || PlainJson.write(chunk).length() <= size);
    }

    @SuppressWarnings("unchecked") // objects have names for keys
    private static void join(Map<String, Object> into, Map<String, Object> chunk) {
        chunk.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && into.get(key) instanceof Map<?, ?> there && !map.isEmpty()) {
                Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) there);
                join(both, (Map<String, Object>) map);
                into.put(key, both);
            } else {
                into.put(key, value);
            }
        });
    }

    private static Stream<Object> values(Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty()
                ? map.values().stream().flatMap(SectionSplittersTest::values)
                : Stream.of(value);
    }

    @Test
    void cutsListsOfJsonWhenToldSo() {
        RecursiveJsonSplitter splitter = RecursiveJsonSplitter.builder()
                .maxChunkSize(60)
                .convertLists(true)
                .build();
        assertThat(splitter.splitJson(Map.of("a", List.of("x".repeat(30), Map.of("b", "y".repeat(30))))))
                .containsExactly(
                        Map.of("a", Map.of("0", "x".repeat(30))),
                        Map.of("a", Map.of("1", Map.of("b", "y".repeat(30)))));
        assertThat(Set.of(MarkdownTextSplitter.of(9, 0), LatexTextSplitter.of(9, 0), PythonCodeTextSplitter.of(9, 0)))
                .allMatch(named -> named.splitText("a b").equals(List.of("a b")));
    }
}
