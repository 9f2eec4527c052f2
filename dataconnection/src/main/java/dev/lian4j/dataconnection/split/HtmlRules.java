package dev.lian4j.dataconnection.split;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How the text of elements is written. */
record HtmlRules(
        Map<String, String> headers,
        Set<String> preserved,
        boolean links,
        Set<String> media,
        boolean normalize,
        Map<String, UnaryOperator<String>> handlers) {

    /** For what stands within a preserved element. */
    HtmlRules within() {
        return new HtmlRules(Map.of(), Set.of(), links, media, normalize, handlers);
    }
}
