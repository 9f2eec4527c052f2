package dev.lian4j.core.document;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which documents are meant, by their metadata. A closed set of cases, so that every store can turn it into its own
 * language, with the values bound and never pasted into a query. A document without a key equals nothing there, so it
 * passes {@link Ne}, {@link NotIn} and {@link Not}. Numbers are compared by value, whatever their type; texts by UTF-16
 * order; where the types differ, neither is greater. Where the metadata's value is a list, it equals a value that is
 * among it.
 */
public sealed interface Filter {

    /** The value under the key equals this one. */
    record Eq(String key, Object value) implements Filter {}

    /** The value under the key is another one, or there is none. */
    record Ne(String key, Object value) implements Filter {}

    /** The value under the key is greater. */
    record Gt(String key, Object value) implements Filter {}

    /** The value under the key is greater or equal. */
    record Gte(String key, Object value) implements Filter {}

    /** The value under the key is less. */
    record Lt(String key, Object value) implements Filter {}

    /** The value under the key is less or equal. */
    record Lte(String key, Object value) implements Filter {}

    /** The value under the key is one of these. */
    record In(String key, Set<Object> values) implements Filter {

        /** Copies the values. */
        public In {
            values = Set.copyOf(values);
        }
    }

    /** The value under the key is none of these, or there is none. */
    record NotIn(String key, Set<Object> values) implements Filter {

        /** Copies the values. */
        public NotIn {
            values = Set.copyOf(values);
        }
    }

    /** The text under the key has this in it, or the list under the key has this among it. */
    record Contains(String key, String value) implements Filter {}

    /** There is a value under the key. */
    record Exists(String key) implements Filter {}

    /** The document has one of these ids. */
    record Ids(Set<String> ids) implements Filter {

        /** Copies the ids. */
        public Ids {
            ids = Set.copyOf(ids);
        }
    }

    /** All of these; every document where there are none. */
    record And(List<Filter> filters) implements Filter {

        /** Copies the filters. */
        public And {
            filters = List.copyOf(filters);
        }
    }

    /** One of these at least; no document where there are none. */
    record Or(List<Filter> filters) implements Filter {

        /** Copies the filters. */
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /** Not this. */
    record Not(Filter filter) implements Filter {}

    /** Every document. */
    static Filter all() {
        return new And(List.of());
    }

    /** The value under the key equals this one. */
    static Filter eq(String key, Object value) {
        return new Eq(key, value);
    }

    /** The value under the key is another one, or there is none. */
    static Filter ne(String key, Object value) {
        return new Ne(key, value);
    }

    /** The value under the key is greater. */
    static Filter gt(String key, Object value) {
        return new Gt(key, value);
    }

    /** The value under the key is greater or equal. */
    static Filter gte(String key, Object value) {
        return new Gte(key, value);
    }

    /** The value under the key is less. */
    static Filter lt(String key, Object value) {
        return new Lt(key, value);
    }

    /** The value under the key is less or equal. */
    static Filter lte(String key, Object value) {
        return new Lte(key, value);
    }

    /** The value under the key is one of these. */
    static Filter in(String key, Object... values) {
        return new In(key, Set.of(values));
    }

    /** The value under the key is none of these, or there is none. */
    static Filter nin(String key, Object... values) {
        return new NotIn(key, Set.of(values));
    }

    /** The text under the key has this in it, or the list under the key has this among it. */
    static Filter contains(String key, String value) {
        return new Contains(key, value);
    }

    /** There is a value under the key. */
    static Filter exists(String key) {
        return new Exists(key);
    }

    /** The document has one of these ids. */
    static Filter ids(Collection<String> ids) {
        return new Ids(Set.copyOf(ids));
    }

    /** All of these. */
    static Filter and(Filter... filters) {
        return new And(List.of(filters));
    }

    /** One of these at least. */
    static Filter or(Filter... filters) {
        return new Or(List.of(filters));
    }

    /** Not this. */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /**
     * Reads a filter's text: {@code source = "a.pdf" and (page >= 3 or not exists lang)}. Comparisons are {@code = != > >=
     * < <=}, {@code in ("a", "b")}, {@code not in (...)}, {@code contains "x"}, {@code exists key}; they are joined by
     * {@code and}, {@code or}, {@code not} and brackets, {@code and} before {@code or}. Texts stand in double or single
     * quotes with {@code \\} before a quote within; numbers, {@code true} and {@code false} stand bare. A key that is no
     * plain word stands in backquotes.
     *
     * @throws IllegalArgumentException if it is no such text; says where
     */
    static Filter parse(String text) {
        return new FilterReader(text).read();
    }

    /** Whether the document is meant. */
    default boolean matches(Document document) {
        return this instanceof Ids ids
                ? document.id() != null && ids.ids().contains(document.id())
                : FilterMatch.matches(this, document);
    }

    /** Whether a document with this metadata, and no id, is meant. */
    default boolean matches(Map<String, Object> metadata) {
        return matches(Document.of("", metadata));
    }
}
