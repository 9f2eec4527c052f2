package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets a model word the question in other ways, searches for each and for the question itself, and joins what is found by
 * reciprocal rank fusion. LangChain's, which joins without ranks.
 */
public final class MultiQueryRetriever implements Retriever {

    private static final Pattern NUMBER = Pattern.compile("^\\s*(?:\\d+[.)、.]|[-*•])\\s*");
    private static final int MOST_AT_ONCE = 8;

    private final Chain<String, List<ScoredDocument>> retriever;
    private final Chain<Map<String, Object>, List<String>> wordings;
    private final int count;

    private MultiQueryRetriever(
            Chain<String, List<ScoredDocument>> retriever,
            Chain<Map<String, Object>, List<String>> wordings,
            int count) {
        this.retriever = retriever;
        this.wordings = wordings;
        this.count = count;
    }

    /** Three other wordings, by the English prompt. */
    public static MultiQueryRetriever of(Chain<String, List<ScoredDocument>> retriever, ChatModel model) {
        return of(retriever, model, QueryPrompts.OTHER_WORDINGS, 3);
    }

    /** So many other wordings, by a prompt from {@code question} and {@code count}. */
    public static MultiQueryRetriever of(
            Chain<String, List<ScoredDocument>> retriever,
            ChatModel model,
            Chain<Map<String, Object>, ChatRequest> prompt,
            int count) {
        return new MultiQueryRetriever(
                retriever, prompt.then(model).map(response -> lines(response.text(), count)), count);
    }

    private static List<String> lines(String text, int most) {
        return text.lines()
                .map(line -> NUMBER.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .limit(most)
                .toList();
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(wordings, retriever);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        List<String> others = run.call(wordings, Map.of("question", query, "count", count));
        List<String> queries =
                Stream.concat(Stream.of(query), others.stream()).distinct().toList();
        List<List<ScoredDocument>> found = run.call(retriever.each(Math.min(queries.size(), MOST_AT_ONCE)), queries);
        List<Chain<String, List<ScoredDocument>>> same = new ArrayList<>(Collections.nCopies(found.size(), retriever));
        return EnsembleRetriever.of(same).fuse(found);
    }
}
