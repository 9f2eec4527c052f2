package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks several retrievers at once and gives the first of each, then the second of each, and so on; what was given already
 * is left out. Scores stay those of the retrievers, so they need not fall. LangChain's, which gives doubles too; where
 * ranks are to be weighed take {@link EnsembleRetriever}.
 *
 * @param retrievers are asked
 * @param identity by what documents are told apart
 */
public record MergerRetriever(
        List<? extends Chain<String, List<ScoredDocument>>> retrievers, Function<Document, Object> identity)
        implements Retriever {

    /** Copies the list. */
    public MergerRetriever {
        retrievers = List.copyOf(retrievers);
        if (retrievers.isEmpty()) {
            throw new IllegalArgumentException("A merger needs at least one retriever");
        }
    }

    /** A merger to which documents are the same where their texts are. */
    public static MergerRetriever of(List<? extends Chain<String, List<ScoredDocument>>> retrievers) {
        return new MergerRetriever(retrievers, Document::text);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.copyOf(retrievers);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        return merged(AskedAtOnce.ask("merger", retrievers, query, run));
    }

    private List<ScoredDocument> merged(List<List<ScoredDocument>> lists) {
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        Set<Object> seen = new HashSet<>();
        List<ScoredDocument> merged = new ArrayList<>();
        for (int rank = 0; rank < longest; rank++) {
            for (List<ScoredDocument> list : lists) {
                if (rank < list.size() && seen.add(identity.apply(list.get(rank).document()))) {
                    merged.add(list.get(rank));
                }
            }
        }
        return List.copyOf(merged);
    }
}
