package dev.lian4j.dataconnection.split;

import java.util.Set;
import org.jsoup.nodes.Element;

/** Takes elements out of a page by their tags. */
record HtmlFilter(Set<String> headers, Set<String> allowed, Set<String> denied) {

    void accept(Element body) {
        body.getAllElements().stream()
                .skip(1) // the body itself
                .filter(element -> !isRead(element.normalName()))
                .toList()
                .forEach(Element::remove);
    }

    private boolean isRead(String tag) {
        return headers.contains(tag) || ((allowed.isEmpty() || allowed.contains(tag)) && !denied.contains(tag));
    }
}
