package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Filter;
import org.jspecify.annotations.Nullable;

/**
 * What a question comes to.
 *
 * @param query what to search the texts for; not blank
 * @param filter which documents may be given
 * @param limit how many documents the question asks for, at least 1; null where it does not say
 */
public record StructuredQuery(
        String query, Filter filter, @Nullable Integer limit) {

    /** A question as it is, among all documents. */
    public static StructuredQuery of(String query) {
        return new StructuredQuery(query, Filter.all(), null);
    }
}
