package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/**
 * Finds much and gives little: what a compressor leaves of it.
 *
 * @param retriever finds
 * @param compressor filters, cuts or ranks anew
 */
public record ContextualCompressionRetriever(
        Chain<String, List<ScoredDocument>> retriever, DocumentCompressor compressor) implements Retriever {

    /** A retriever whose findings are compressed. */
    public static ContextualCompressionRetriever of(
            Chain<String, List<ScoredDocument>> retriever, DocumentCompressor compressor) {
        return new ContextualCompressionRetriever(retriever, compressor);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(retriever);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        return compressor.compress(query, run.call(retriever, query), run);
    }
}
