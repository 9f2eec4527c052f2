package dev.lian4j.dataconnection.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ModelTransformersTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** "Sums up" by the first four characters of what stands between the dashes. */
    private final ChatModel model = (request, run) -> {
        asked.add(request.text());
        String text = between(request.text());
        return ChatResponse.of(" " + text.substring(0, Math.min(4, text.length())) + "\n");
    };

    private static String between(String prompt) {
        int from = prompt.indexOf("---\n") + 4;
        return prompt.substring(from, prompt.lastIndexOf("\n---"));
    }

    @Test
    void addsASummaryAndKeepsTheText() {
        Document document = new Document("d", "七天之内可以退款。", Map.of("page", 1));
        assertThat(DocumentSummariser.of(model).invoke(List.of(document)))
                .containsExactly(new Document("d", "七天之内可以退款。", Map.of("page", 1, "summary", "七天之内")));
    }

    @Test
    void sumsUpLongTextsInPiecesAndThenTheSummaries() {
        DocumentSummariser summariser = DocumentSummariser.builder(model)
                .pieceSize(20)
                .prompt(SummaryPrompts.CHINESE)
                .build();
        assertThat(summariser.summarise("甲一二三四五六七八九十。\n\n乙一二三四五六七八九十。\n\n丙一二三四五六七八九十。"))
                .isEqualTo("甲一二三");
        assertThat(asked).hasSize(4);
        assertThat(asked.stream().map(ModelTransformersTest::between).toList().get(3))
                .isEqualTo("甲一二三\n\n乙一二三\n\n丙一二三");
    }

    @Test
    void endsWhereTheModelWritesMoreThanItReads() {
        ChatModel longWinded = (request, run) -> ChatResponse.of(request.text() + request.text());
        assertThat(DocumentSummariser.builder(longWinded).pieceSize(50).build().summarise("x ".repeat(100)))
                .hasSizeGreaterThan(200);
    }

    @Test
    void asksNoModelForASummaryOfNothing() {
        assertThat(DocumentSummariser.of(model).summarise(" \n")).isBlank();
        assertThat(asked).isEmpty();
    }

    @Test
    void summarisesUnderAKeyOfTheCaller() {
        assertThat(DocumentSummariser.builder(model)
                        .key("摘要")
                        .parallelism(1)
                        .build()
                        .invoke(List.of(Document.of("abc"))))
                .extracting(Document::metadata)
                .containsExactly(Map.of("摘要", "abc"));
    }

    @Test
    void addsTheQuestionsThatATextAnswers() {
        ChatModel asker =
                (request, run) -> ChatResponse.of("1. 几天之内可以退款？\n\n2、运费由谁承担？\n- 运费由谁承担？\n(3) How long?\n4) Who?");
        assertThat(QuestionGenerator.of(asker).invoke(List.of(Document.of("七天之内。", Map.of("page", 1)))))
                .containsExactly(Document.of(
                        "七天之内。", Map.of("page", 1, "questions", List.of("几天之内可以退款？", "运费由谁承担？", "How long?"))));
    }

    @Test
    void saysHowManyQuestionsAndInWhichWords() {
        QuestionGenerator.builder(model)
                .count(7)
                .prompt(QuestionPrompts.CHINESE)
                .key("q")
                .build()
                .questions("100%s的文字");
        assertThat(asked.remove()).startsWith("请写出7个").contains("100%s的文字");
        assertThat(QuestionPrompts.ENGLISH.invoke(Map.of("text", "t", "count", 2)))
                .extracting(ChatRequest::text)
                .asString()
                .startsWith("Write 2 different");
    }
}
