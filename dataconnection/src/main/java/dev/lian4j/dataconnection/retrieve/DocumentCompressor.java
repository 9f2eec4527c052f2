package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/** Makes less of what was found: leaves documents out, cuts them, ranks them anew. */
@FunctionalInterface
public interface DocumentCompressor {

    /** What is left for a question, best first. */
    List<ScoredDocument> compress(String query, List<ScoredDocument> found, Run run);

    /** This compressor, then another. */
    default DocumentCompressor then(DocumentCompressor next) {
        return (query, found, run) -> next.compress(query, compress(query, found, run), run);
    }
}
