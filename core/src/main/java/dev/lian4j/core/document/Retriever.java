package dev.lian4j.core.document;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import java.util.List;

/** Finds the documents that fit a question, best first. */
public interface Retriever extends Chain<String, List<ScoredDocument>> {

    /** The documents that fit, best first; empty where none does. */
    List<ScoredDocument> retrieve(String query);

    @Override
    default List<ScoredDocument> invoke(String query, Run run) {
        return retrieve(query);
    }

    @Override
    default StepKind kind() {
        return StepKind.RETRIEVER;
    }
}
