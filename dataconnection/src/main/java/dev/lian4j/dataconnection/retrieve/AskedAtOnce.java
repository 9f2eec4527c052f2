package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/** Asks several retrievers the same at once. */
final class AskedAtOnce {

    private AskedAtOnce() {}

    /** What each finds, in their order; the step is called by the name in traces. */
    static List<List<ScoredDocument>> ask(
            String name, List<? extends Chain<String, List<ScoredDocument>>> retrievers, String query, Run run) {
        Chain<Chain<String, List<ScoredDocument>>, List<ScoredDocument>> ask =
                (retriever, each) -> each.call(retriever, query);
        return run.call(ask.named(name).each(retrievers.size()), List.copyOf(retrievers));
    }
}
