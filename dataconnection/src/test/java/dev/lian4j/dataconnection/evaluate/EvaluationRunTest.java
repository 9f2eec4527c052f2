package dev.lian4j.dataconnection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.dataconnection.chain.RetrievalQA;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EvaluationRunTest {

    private static final EvaluationDataset NUMBERS = new EvaluationDataset(
            "数字",
            IntStream.range(0, 8)
                    .mapToObj(i -> EvaluationCase.of("n" + i, "第" + i + "题", "答" + i))
                    .toList());

    private static final Chain<String, String> RIGHT = Chain.of(question -> question.replaceAll(".*第(\\d+)题", "答$1"));

    private static EvaluationReport report(Chain<String, String> chain) {
        return EvaluationRun.ofText(chain)
                .title("测试")
                .evaluators(Evaluators.exact(), Evaluators.contains())
                .build()
                .invoke(NUMBERS);
    }

    /** Wrong at the questions of these numbers. */
    private static Chain<String, String> wrongAt(String numbers) {
        return RIGHT.map(answer -> numbers.contains(answer.substring(1)) ? "<b>不知道</b>" : answer);
    }

    @Test
    void judgesEachAnswerInOrder() {
        EvaluationReport report = report(wrongAt("35"));

        assertThat(report.evaluators()).containsExactly("exact", "contains");
        assertThat(report.results())
                .extracting(result -> result.asked().id())
                .startsWith("n0", "n1")
                .hasSize(8);
        assertThat(report.mean("exact")).isEqualTo(0.75);
        assertThat(report.passed()).isEqualTo(6);
    }

    @Test
    void asksSeveralQuestionsAtOnce() {
        CyclicBarrier together = new CyclicBarrier(4);
        Chain<String, String> waiting = (question, run) -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return run.call(RIGHT, question);
        };
        assertThat(report(waiting).passed()).isEqualTo(8);
    }

    @Test
    void tellsOfItsProgressOneByOne() {
        List<Integer> done = new ArrayList<>();
        EvaluationRun.ofText(RIGHT)
                .evaluators(Evaluators.exact())
                .progress(so -> done.add(so.done() * 100 + so.total()))
                .build()
                .invoke(NUMBERS);

        assertThat(done).containsExactlyInAnyOrder(108, 208, 308, 408, 508, 608, 708, 808);
    }

    @Test
    void notesWhatFailsAndGoesOn() {
        Chain<String, String> broken = Chain.of(question -> {
            if (question.contains("2")) {
                throw new IllegalStateException("模型坏了");
            }
            return RIGHT.invoke(question);
        });
        Evaluator picky = new Simple("picky", (asked, answer) -> {
            if (asked.id().equals("n4")) {
                throw new IllegalArgumentException("cannot say");
            }
            return EvaluationScore.of(true, "");
        });
        EvaluationReport report = EvaluationRun.ofText(broken)
                .evaluators(Evaluators.exact(), picky)
                .build()
                .invoke(NUMBERS);

        assertThat(report.results().get(2).errors()).containsEntry("answer", "模型坏了");
        assertThat(report.results().get(4).errors()).containsEntry("picky", "cannot say");
        assertThat(report.results().get(4).scores()).containsOnlyKeys("exact");
        assertThat(report.mean("exact")).isEqualTo(7 / 8.0);
        assertThat(report.mean("picky")).isEqualTo(6 / 7.0);
        assertThat(report.passed()).isEqualTo(6);
        assertThat(report.text()).contains("answer failed: 模型坏了", "picky failed: cannot say", "1 errors");
    }

    @Test
    void endsWhenItIsCancelled() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Chain<String, String> endless = (question, run) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
                return "";
            } catch (InterruptedException e) {
                stopped.countDown();
                throw CancelledException.interrupted("waiting");
            }
        };
        var future = EvaluationRun.ofText(endless)
                .evaluators(Evaluators.exact())
                .parallelism(1)
                .build()
                .invokeAsync(NUMBERS);
        started.await();
        future.cancel(true);

        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(future).isCancelled();
    }

    @Test
    void judgesAChainOverDocuments() {
        Document leave = Document.of("员工每年有十天年假。", Map.of("source", "手册.pdf", "page", 3));
        Retriever retriever = query -> List.of(new ScoredDocument(leave, 1));
        ChatModel model = (request, run) -> ChatResponse.of("十天\n[手册.pdf, page 3] \"十天年假\"");
        EvaluationDataset dataset = new EvaluationDataset(
                "年假", List.of(new EvaluationCase("1", "有几天年假?", "十天", Map.of("relevant", List.of("手册.pdf, page 3")))));
        EvaluationReport report = EvaluationRun.of(
                        RetrievalQA.of(retriever, model).map(EvaluatedAnswer::of))
                .evaluators(Evaluators.exact(), Evaluators.recallAt(1))
                .build()
                .invoke(dataset);

        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.html()).contains("手册.pdf, page 3", "员工每年有十天年假。");
    }

    @Test
    void refusesEvaluatorsThatCannotBeToldApart() {
        var builder = EvaluationRun.ofText(RIGHT).evaluators(Evaluators.exact(), Evaluators.exact());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'exact'");
        assertThatThrownBy(() -> EvaluationRun.ofText(RIGHT).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTerminalsTextShowsMeansAndWhatDidNotPass() {
        assertThat(report(wrongAt("35")).text())
                .startsWith("测试 on 数字: 6 of 8 passed")
                .contains(
                        "███████████████░░░░░ 0.750  6 of 8 passed", "✘ n3  第3题", "answer: <b>不知道</b>", "expected: 答3")
                .doesNotContain("n4");
        assertThat(report(RIGHT.map(answer -> "\u001b[31m" + answer)).text()).doesNotContain("\u001b");
    }

    @Test
    void thePageNeedsNothingElseAndTrustsNoText() {
        EvaluationReport report = report(wrongAt("35"));
        String page = report.html();

        assertThat(faults(page)).isEmpty();
        assertThat(faults(report.compare(report(RIGHT)).html())).isEmpty();
        assertThat(Jsoup.parse(page).select("details")).hasSize(8);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("&lt;b&gt;不知道&lt;/b&gt;", "Not passed (2)", "Passed (6)", "6 of 8")
                .doesNotContain("<b>不知道", "<script", "http://", "https://", "src=");
    }

    private static List<ParseError> faults(String page) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Jsoup.parse(page, "", parser);
        return parser.getErrors();
    }

    @Test
    void aReportCanBeKeptInAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("报告.jsonl");
        EvaluationReport report = report(wrongAt("35"));
        report.write(file);
        EvaluationReport read = EvaluationReport.read(file);

        assertThat(read).isEqualTo(report);
        Files.writeString(file, Files.readString(file).replace("\"value\":1.0", "\"value\":7"));
        assertThatThrownBy(() -> EvaluationReport.read(file))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("line 2");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> EvaluationReport.read(file)).hasMessageContaining("not the head of a report");
    }

    @Test
    void comparesTwoReports() {
        EvaluationReport before = report(wrongAt("350"));
        EvaluationReport after = report(wrongAt("6"));
        EvaluationComparison comparison = before.compare(after);

        assertThat(comparison.measures())
                .first()
                .isEqualTo(new EvaluationComparison.Measure("exact", 5 / 8.0, 7 / 8.0, 3, 1, 10 / 16.0));
        assertThat(comparison.changes())
                .hasSize(8)
                .first()
                .isEqualTo(new EvaluationComparison.Change("n6", "exact", 1, 0));
        assertThat(comparison.text()).contains("测试 → 测试", "0.625 → 0.875 (+0.250)  3 better, 1 worse", "▼ n6", "▲ n3");
        assertThat(comparison.html()).contains("Changes (8)", "n6").doesNotContain("<script");
    }

    @Test
    void comparesOnlyWhatBothHave() {
        EvaluationReport whole = report(RIGHT);
        EvaluationReport part = new EvaluationReport("部分", "数字", whole.results().subList(0, 3), whole.took());

        assertThat(part.compare(whole).missing()).containsExactly("n3", "n4", "n5", "n6", "n7");
        assertThat(part.compare(whole).changes()).isEmpty();
        assertThat(part.compare(whole).measures()).allMatch(measure -> measure.better() == 0 && measure.chance() == 1);
    }

    @Test
    void theSignTestIsExact() {
        assertThat(Pairs.signTest(0, 0)).isEqualTo(1);
        assertThat(Pairs.signTest(0, 10)).isCloseTo(2.0 / 1024, within(1e-12));
        assertThat(Pairs.signTest(500, 1000)).isEqualTo(1);
        assertThat(Pairs.signTest(900, 2000)).isBetween(7e-6, 9e-6);
    }
}
