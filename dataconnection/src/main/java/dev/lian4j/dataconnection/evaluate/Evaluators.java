package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.EmbeddingModel;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ways to judge answers. Texts are compared by Unicode's form NFKC, so that full-width and half-width are one, with
 * spaces trimmed and joined.
 */
public final class Evaluators {

    private Evaluators() {}

    /** Whether the answer is the expected one. */
    public static Evaluator exact() {
        return compared("exact", (expected, answer) -> answer.equals(expected));
    }

    /** Whether the answer contains the expected one, in large or small letters. */
    public static Evaluator contains() {
        return compared(
                "contains",
                (expected, answer) -> answer.toLowerCase(Locale.ROOT).contains(expected.toLowerCase(Locale.ROOT)));
    }

    private static Evaluator compared(String name, BiFunction<String, String, Boolean> right) {
        return new Simple(name, (asked, answer) -> {
            boolean same = right.apply(plain(expected(asked)), plain(answer.text()));
            return EvaluationScore.of(same, same ? "" : "expected: " + asked.expected());
        });
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
    }

    static String expected(EvaluationCase asked) {
        if (asked.expected().isEmpty()) {
            throw new IllegalArgumentException("Case '" + asked.id() + "' has no expected answer");
        }
        return asked.expected();
    }

    /** Whether the expected answer, a regular expression, is found in the answer. The dataset is to be trusted. */
    public static Evaluator regex() {
        return new Simple("regex", (asked, answer) -> found(Pattern.compile(expected(asked)), answer));
    }

    /** Whether a regular expression is found in each answer. */
    public static Evaluator regex(Pattern pattern) {
        return new Simple("regex", (asked, answer) -> found(pattern, answer));
    }

    private static EvaluationScore found(Pattern pattern, EvaluatedAnswer answer) {
        boolean found = pattern.matcher(answer.text()).find();
        return EvaluationScore.of(found, found ? "" : "not found: " + pattern);
    }

    /** How near the answer's meaning is to the expected one's: the cosine of their embeddings, 0 where it is below 0. */
    public static Evaluator similarity(EmbeddingModel embeddings) {
        return new Similarity(embeddings);
    }

    /** Whether the answer is right by a model's word, asked by {@link JudgePrompts#CORRECT}. */
    public static Evaluator judge(ChatModel model) {
        return judge("judge", model, JudgePrompts.CORRECT);
    }

    /**
     * What a model says of the answer.
     *
     * @param name what this is called in reports
     * @param prompt made from {@code question}, {@code expected}, {@code answer} and {@code context}, the documents; it
     *     asks for a last line such as {@code Score: 80} or {@code 分数:80}, from 0 to 100
     */
    public static Evaluator judge(String name, ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt) {
        return new ModelJudge(name, model, prompt);
    }

    /**
     * How much of what the answer says is borne out by the documents it was made from, by a model's word: the share of
     * its statements, asked by {@link JudgePrompts#FAITHFUL}.
     */
    public static Evaluator faithfulness(ChatModel model) {
        return faithfulness(model, JudgePrompts.FAITHFUL);
    }

    /**
     * As {@link #faithfulness(ChatModel)}, by another prompt from {@code answer} and {@code context}, which asks for a
     * line {@code yes: statement} or {@code no: statement}, or in Chinese {@code 是:} or {@code 否:}, for each statement.
     */
    public static Evaluator faithfulness(ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt) {
        return new Faithfulness(model, prompt);
    }

    /** {@link RetrievalMetrics#recallAt} of the case's {@link EvaluationCase#relevant}. */
    public static Evaluator recallAt(int k) {
        return retrieval("recall@" + k, (ranked, relevant) -> RetrievalMetrics.recallAt(k, ranked, relevant));
    }

    /** {@link RetrievalMetrics#reciprocalRank}; its mean is the MRR. */
    public static Evaluator reciprocalRank() {
        return retrieval("mrr", RetrievalMetrics::reciprocalRank);
    }

    /** {@link RetrievalMetrics#ndcgAt}, each relevant document of grade 1. */
    public static Evaluator ndcgAt(int k) {
        return retrieval(
                "ndcg@" + k,
                (ranked, relevant) -> RetrievalMetrics.ndcgAt(
                        k, ranked, relevant.stream().collect(Collectors.toMap(Function.identity(), id -> 1.0))));
    }

    private static Evaluator retrieval(String name, BiFunction<List<String>, Set<String>, Double> metric) {
        return new Simple(name, (asked, answer) -> {
            if (asked.relevant().isEmpty()) {
                throw new IllegalArgumentException("Case '" + asked.id() + "' names no relevant documents");
            }
            List<String> ranked =
                    answer.retrieved().stream().map(Evaluators::id).toList();
            return EvaluationScore.of(metric.apply(ranked, new HashSet<>(asked.relevant())), "found: " + ranked);
        });
    }

    /** A document's id, or where it has none its source and page. */
    private static String id(Document document) {
        String id = document.id();
        return id == null ? Documents.citation(document) : id;
    }

    static String context(EvaluatedAnswer answer) {
        return Documents.cited(answer.retrieved().stream()
                .map(document -> new ScoredDocument(document, 0))
                .toList());
    }
}
