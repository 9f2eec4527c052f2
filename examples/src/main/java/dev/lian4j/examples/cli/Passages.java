package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;
import java.util.stream.Collectors;

/** Found passages as an answer of their own. */
final class Passages {

    private Passages() {}

    /** Each passage on one line, with its file and page. */
    static String quoted(List<ScoredDocument> found) {
        return found.stream()
                .map(passage -> "“" + passage.document().text().strip().replaceAll("\\s+", " ") + "” ("
                        + Documents.citation(passage.document()) + ")")
                .collect(Collectors.joining("\n\n"));
    }
}
