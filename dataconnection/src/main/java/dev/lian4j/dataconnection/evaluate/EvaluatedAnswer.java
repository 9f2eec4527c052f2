package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.chain.CitedAnswer;
import java.util.List;

/**
 * What is judged.
 *
 * @param text the answer
 * @param retrieved the documents that it was made from, best first; empty where there were none
 */
public record EvaluatedAnswer(String text, List<Document> retrieved) {

    /** Copies the documents. */
    public EvaluatedAnswer {
        retrieved = List.copyOf(retrieved);
    }

    /** An answer from no documents. */
    public static EvaluatedAnswer of(String text) {
        return new EvaluatedAnswer(text, List.of());
    }

    /** What a chain over documents answered. */
    public static EvaluatedAnswer of(CitedAnswer answer) {
        return new EvaluatedAnswer(answer.answer(), answer.sources());
    }
}
