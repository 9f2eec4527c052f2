package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Ready compressors: LangChain's {@code EmbeddingsFilter}, {@code LLMChainFilter}, {@code LLMChainExtractor}. */
public final class Compressors {

    private static final int AT_ONCE = 4;

    private Compressors() {}

    /** Leaves out documents whose cosine with the question is below the threshold, and ranks by it. */
    public static DocumentCompressor embeddingsFilter(EmbeddingModel embeddings, double threshold) {
        return (query, found, run) -> {
            float[] question = embeddings.embedQuery(query);
            List<float[]> vectors = embeddings.embedDocuments(
                    found.stream().map(each -> each.document().text()).toList());
            return IntStream.range(0, found.size())
                    .mapToObj(i -> new ScoredDocument(found.get(i).document(), Cosine.of(question, vectors.get(i))))
                    .filter(each -> each.score() >= threshold)
                    .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                    .toList();
        };
    }

    /** Leaves out documents of which a model says that they do not help to answer. */
    public static DocumentCompressor modelFilter(ChatModel model) {
        Chain<Map<String, Object>, Boolean> helps = asking(
                        "Does the text help to answer the question? Write YES or NO and nothing else.\n\nQuestion:"
                                + " %s\n\nText:\n%s",
                        model)
                .map(answer -> answer.toUpperCase(Locale.ROOT).startsWith("YES") || answer.startsWith("是"));
        return (query, found, run) -> {
            List<Boolean> verdicts = run.muted().call(helps.each(AT_ONCE), values(query, found));
            return IntStream.range(0, found.size())
                    .filter(verdicts::get)
                    .mapToObj(found::get)
                    .toList();
        };
    }

    /** Keeps of each document what a model says helps to answer, word for word; leaves out those without such. */
    public static DocumentCompressor modelExtractor(ChatModel model) {
        Chain<Map<String, Object>, String> extract = asking(
                "Copy the sentences of the text that help to answer the question, word for word. If there are none,"
                        + " write NO_OUTPUT and nothing else.\n\nQuestion: %s\n\nText:\n%s",
                model);
        return (query, found, run) -> {
            List<String> parts = run.muted().call(extract.each(AT_ONCE), values(query, found));
            List<ScoredDocument> kept = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).isEmpty() && !parts.get(i).contains("NO_OUTPUT")) {
                    kept.add(withText(found.get(i), parts.get(i)));
                }
            }
            return List.copyOf(kept);
        };
    }

    private static ScoredDocument withText(ScoredDocument found, String text) {
        Document document = found.document();
        return new ScoredDocument(new Document(document.id(), text, document.metadata()), found.score());
    }

    private static Chain<Map<String, Object>, String> asking(String prompt, ChatModel model) {
        return Chain.<Map<String, Object>, ChatRequest>of(
                        values -> ChatRequest.of(prompt.formatted(values.get("question"), values.get("text"))))
                .then(model)
                .map(response -> response.text().strip());
    }

    private static List<Map<String, Object>> values(String query, List<ScoredDocument> found) {
        return found.stream()
                .<Map<String, Object>>map(each ->
                        Map.of("question", query, "text", each.document().text()))
                .toList();
    }
}
