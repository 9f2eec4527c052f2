package dev.lian4j.core.document;

import java.util.List;
import java.util.stream.Collectors;

/** Found documents as text for a prompt. */
public final class Documents {

    private Documents() {}

    /** The texts, a blank line between them. */
    public static String joined(List<ScoredDocument> documents) {
        return documents.stream().map(found -> found.document().text()).collect(Collectors.joining("\n\n"));
    }

    /** The texts, each under a line that names its source and page, so that an answer can cite them. */
    public static String cited(List<ScoredDocument> documents) {
        return documents.stream()
                .map(found -> "[" + citation(found.document()) + "]\n"
                        + found.document().text())
                .collect(Collectors.joining("\n\n"));
    }

    /** Where a document is from, for people: {@code handbook.pdf, page 3}, or {@code unknown source}. */
    public static String citation(Document document) {
        Object known = document.metadata().get(Metadata.SOURCE);
        String source = known == null ? "unknown source" : known.toString();
        Object page = document.metadata().get(Metadata.PAGE);
        return page == null ? source : source + ", page " + page;
    }
}
