package dev.lian4j.parsers.tool.ready;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.util.List;

/** Search among documents. */
public final class DocumentSearch {

    private DocumentSearch() {}

    /** The tool, named {@code search_documents}: passages under their sources and pages. */
    public static Tool of(Chain<String, List<ScoredDocument>> retriever) {
        Chain<Arguments, String> search =
                Chain.<Arguments, String>of(Arguments::query).then(retriever).map(DocumentSearch::told);
        return FunctionTool.from(
                "search_documents",
                "Finds passages of the documents by their meaning; each stands under its source.",
                Arguments.class,
                search);
    }

    private static String told(List<ScoredDocument> found) {
        return found.isEmpty() ? "Nothing was found." : Documents.cited(found);
    }

    /** What is looked for. */
    record Arguments(
            @JsonPropertyDescription("A question or some words, in the language of the documents")
            String query) {}
}
