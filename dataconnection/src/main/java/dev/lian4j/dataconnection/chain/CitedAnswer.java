package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.TextResult;
import java.util.List;

/**
 * An answer and where it is from.
 *
 * @param text all that the model wrote, citations unchecked: what was handed on in pieces
 * @param answer the text without its lines of citation
 * @param citations those whose words stand in the named document
 * @param dropped those whose words do not, or that name no document that was found
 * @param sources the documents that the model was shown
 */
public record CitedAnswer(
        String text, String answer, List<Citation> citations, List<Citation> dropped, List<Document> sources)
        implements TextResult {

    /** Copies the lists. */
    public CitedAnswer {
        citations = List.copyOf(citations);
        dropped = List.copyOf(dropped);
        sources = List.copyOf(sources);
    }
}
