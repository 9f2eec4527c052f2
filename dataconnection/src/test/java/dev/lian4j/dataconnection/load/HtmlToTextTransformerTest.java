package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlToTextTransformerTest {

    private final HtmlToTextTransformer transformer = new HtmlToTextTransformer();

    @Test
    void readsWhatAPersonReads() {
        Document page = new Document(
                "p1",
                "<title>退款</title><script>alert(1)</script><h1>规则</h1><p>七天<b>之内</b>。</p><ul><li>一<li>二</ul>"
                        + "<p hidden>x</p>",
                Map.of("source", "a.html"));
        assertThat(transformer.invoke(List.of(page)))
                .containsExactly(
                        new Document("p1", "规则\n\n七天之内。\n\n- 一\n- 二", Map.of("source", "a.html", "title", "退款")));
    }

    @Test
    void keepsTheTitleThatADocumentHas() {
        assertThat(transformer.invoke(List.of(Document.of("<title>b</title>text", Map.of("title", "a")))))
                .containsExactly(Document.of("text", Map.of("title", "a")));
    }

    @Test
    void readsPagesThatNestWithoutEnd() {
        assertThat(transformer
                        .invoke(List.of(Document.of("<div>".repeat(100_000) + "深")))
                        .get(0)
                        .text())
                .isEqualTo("深");
    }
}
