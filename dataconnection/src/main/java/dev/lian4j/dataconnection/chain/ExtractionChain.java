package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What an extractor finds in each part of a long document, without what was found before. */
public final class ExtractionChain {

    private static final int AT_ONCE = 4;

    private ExtractionChain() {}

    /** Of those with one key the first is kept; in the order of finding. */
    public static <T> Chain<List<Document>, List<T>> of(Chain<String, List<T>> extractor, Function<T, ?> key) {
        return of(extractor, key, (first, other) -> first);
    }

    /** Those with one key are merged, in the order of finding; four parts are read at once. */
    public static <T> Chain<List<Document>, List<T>> of(
            Chain<String, List<T>> extractor, Function<T, ?> key, BinaryOperator<T> merge) {
        return Chain.<List<Document>, List<String>>of(
                        parts -> parts.stream().map(Document::text).toList())
                .named("texts")
                .then(extractor.each(AT_ONCE))
                .map(found -> merged(found, key, merge));
    }

    private static <T> List<T> merged(List<List<T>> found, Function<T, ?> key, BinaryOperator<T> merge) {
        LinkedHashMap<Object, T> byKey = new LinkedHashMap<>();
        found.stream().flatMap(Collection::stream).forEach(item -> byKey.merge(key.apply(item), item, merge));
        return List.copyOf(byKey.values());
    }
}
