package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the documents one request may hold. The prompt and the answer come on top.
 *
 * @param counter counts as the model does
 * @param tokens the most tokens, at least 1
 */
public record TokenBudget(TokenCounter counter, int tokens) {

    /** No limit of ours; the model's own stays. */
    public static final TokenBudget NONE = new TokenBudget(text -> 0, Integer.MAX_VALUE);

    /** Checks the number. */
    public TokenBudget {
        if (tokens < 1) {
            throw new IllegalArgumentException("A token budget is at least 1, not " + tokens);
        }
    }

    long count(List<Document> documents) {
        return documents.stream().mapToLong(this::count).sum();
    }

    private long count(Document document) {
        return counter.count("[" + Documents.citation(document) + "]\n" + document.text() + "\n\n");
    }

    boolean fits(List<Document> documents) {
        return count(documents) <= tokens;
    }

    /** @throws ContextLengthExceededException where they are too long */
    DocumentsQuestion checked(DocumentsQuestion input) {
        if (!fits(input.documents())) {
            throw tooLong(input.documents().size() + " documents are " + count(input.documents()));
        }
        return input;
    }

    /** The documents in order, as many at once as fit. */
    List<List<Document>> groups(List<Document> documents) {
        List<List<Document>> groups = new ArrayList<>();
        long left = 0;
        for (Document document : documents) {
            long size = count(document);
            if (size > tokens) {
                throw tooLong(Documents.citation(document) + " is " + size);
            }
            if (groups.isEmpty() || size > left) {
                groups.add(new ArrayList<>());
                left = tokens;
            }
            groups.get(groups.size() - 1).add(document);
            left -= size;
        }
        return groups;
    }

    ContextLengthExceededException tooLong(String what) {
        return new ContextLengthExceededException(
                what + " tokens long, the budget is " + tokens + ": split the documents smaller, take fewer, or use a"
                        + " map-reduce or refine chain",
                Details.NONE,
                null);
    }
}
