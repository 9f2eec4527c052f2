package dev.lian4j.dataconnection.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentChainsTest {

    private static final Document LEAVE = Document.of("员工每年有\n十天年假。", Map.of("source", "手册.pdf", "page", 3));
    private static final Document PAY = Document.of("工资每月\n发放。", Map.of("source", "手册.pdf", "page", 4));

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private ChatModel model(UnaryOperator<String> answers) {
        return (request, run) -> {
            asked.add(request.text());
            String text = answers.apply(request.text());
            run.emit(new Piece.Text(text));
            return ChatResponse.of(text);
        };
    }

    private static DocumentsQuestion question(Document... documents) {
        return new DocumentsQuestion(List.of(documents), "有几天年假?");
    }

    private static TokenBudget characters(int most) {
        return new TokenBudget(String::length, most);
    }

    private static <I> String streamed(Chain<I, ?> chain, I input) {
        try (var stream = chain.stream(input)) {
            return String.join("", stream.text().toList());
        }
    }

    @Test
    void showsAllDocumentsAtOnceWithTheirSources() {
        var chain = StuffDocumentsChain.of(model(prompt -> "十天"), DocumentPrompts.ANSWER_ZH, characters(100));
        assertThat(streamed(chain, question(LEAVE, PAY))).isEqualTo("十天");
        assertThat(asked.get(0)).contains("[手册.pdf, page 3]\n员工", "[手册.pdf, page 4]\n工资", "问题:有几天年假?");
    }

    @Test
    void refusesDocumentsOverTheBudgetBeforeAskingTheModel() {
        var chain = StuffDocumentsChain.of(model(prompt -> "?"), DocumentPrompts.ANSWER, characters(30));
        assertThatThrownBy(() -> chain.invoke(question(LEAVE, PAY)))
                .isInstanceOf(ContextLengthExceededException.class)
                .hasMessageContaining("budget is 30");
        assertThat(asked).isEmpty();
    }

    @Test
    void joinsTheAnswersOfEachAndStreamsOnlyTheLast() {
        var chain = MapReduceDocumentsChain.of(
                model(prompt -> prompt.contains("员工") ? "年" : prompt.contains("工资") ? "月" : "完"), characters(80));
        assertThat(streamed(chain, question(LEAVE, PAY))).isEqualTo("完");
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2)).contains("[手册.pdf, page 3]\n年", "[手册.pdf, page 4]\n月");
    }

    @Test
    void joinsAnswersInGroupsWhileTheyAreTooLong() {
        var chain = MapReduceDocumentsChain.of(model(prompt -> "答"), characters(45));
        assertThat(chain.invoke(question(LEAVE, PAY, LEAVE, PAY)).text()).isEqualTo("答");
        assertThat(asked).hasSize(4 + 2 + 1);
    }

    @Test
    void saysWhereJoiningDoesNotHelp() {
        var chain = MapReduceDocumentsChain.of(model(prompt -> "x".repeat(20)), characters(45));
        assertThatThrownBy(() -> chain.invoke(question(LEAVE, PAY)))
                .isInstanceOf(ContextLengthExceededException.class)
                .hasMessageContaining("do not get shorter");
    }

    @Test
    void refinesTheAnswerAndStreamsOnlyTheLast() {
        var chain = RefineDocumentsChain.of(
                model(prompt -> prompt.contains("员工") ? "初稿" : "终稿"),
                DocumentPrompts.ANSWER_ZH,
                DocumentPrompts.REFINE_ZH,
                characters(30));
        assertThat(streamed(chain, question(LEAVE, PAY))).isEqualTo("终稿");
        assertThat(asked.get(1)).contains("目前的回答:初稿", "工资");
    }

    @Test
    void takesTheAnswerOfTheBestScore() {
        var chain = MapRerankDocumentsChain.of(
                model(prompt -> prompt.contains("员工") ? "十天\n分数:95" : "不知道\nScore: 5"), TokenBudget.NONE);
        assertThat(chain.invoke(question(PAY, LEAVE))).isEqualTo(new RankedAnswer("十天", 95, LEAVE));
        assertThatThrownBy(() -> MapRerankDocumentsChain.of(model(prompt -> "十天"), TokenBudget.NONE)
                        .invoke(question(LEAVE)))
                .isInstanceOf(OutputParserException.class);
    }

    @Test
    void keepsOnlyCitationsThatStandInTheDocuments() {
        Retriever retriever = query ->
                Stream.of(LEAVE, PAY).map(each -> new ScoredDocument(each, 1)).toList();
        String text = """
                十天。
                [手册.pdf, page 3] "每年有十天年假"
                - [手册.pdf, page 4]:“每年有十天年假”
                [别的.pdf, page 1] "十天"
                """;
        RetrievalQA chain = RetrievalQA.of(retriever, model(prompt -> text));
        CitedAnswer answer = chain.invoke("有几天年假?");
        assertThat(answer.answer()).isEqualTo("十天。");
        assertThat(answer.citations()).containsExactly(new Citation("手册.pdf, page 3", "每年有十天年假"));
        assertThat(answer.dropped()).extracting(Citation::source).containsExactly("手册.pdf, page 4", "别的.pdf, page 1");
        assertThat(streamed(chain, "有几天年假?")).isEqualTo(answer.text());
    }

    @Test
    void rewordsAQuestionThatLeansOnTheConversation() {
        var chain = ConversationalRetrievalChain.of(
                model(prompt -> " 工资何时发放? "),
                DocumentPrompts.CONDENSE_ZH,
                Chain.<String, String>of(q -> "<" + q + ">"));
        assertThat(chain.invoke(new Turn("年假呢?", List.of()))).isEqualTo("<年假呢?>");
        assertThat(asked).isEmpty();
        assertThat(chain.invoke(new Turn("何时发放?", List.of(Message.user("说说工资"), Message.ai("好")))))
                .isEqualTo("<工资何时发放?>");
        assertThat(asked.get(0)).contains("说说工资", "最后一个问题:何时发放?");
    }

    @Test
    void summarisesInThreeWays() {
        ChatModel model = model(prompt -> "总结");
        List<Document> both = List.of(LEAVE, PAY);
        assertThat(SummarizeChain.stuff(model, characters(80)).invoke(both).text())
                .isEqualTo("总结");
        assertThat(SummarizeChain.mapReduce(model, characters(80)).invoke(both).text())
                .isEqualTo("总结");
        assertThat(SummarizeChain.refine(model, characters(30)).invoke(both).text())
                .isEqualTo("总结");
        assertThat(asked).hasSize(1 + 3 + 2).last().asString().contains("so far: 总结");
    }

    @Test
    void mergesWhatIsFoundTwice() {
        Chain<String, List<String>> words = Chain.of(text -> List.of(text.split(" ")));
        var chain = ExtractionChain.of(words, word -> word.substring(0, 1), (a, b) -> a + b);
        assertThat(chain.invoke(List.of(Document.of("张三 李四"), Document.of("张伟 王五"))))
                .containsExactly("张三张伟", "李四", "王五");
    }
}
