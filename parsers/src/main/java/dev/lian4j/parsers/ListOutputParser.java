package dev.lian4j.parsers;

import dev.lian4j.core.parser.OutputParser;
import java.util.List;

/** Turns a reply into a list of texts; while the reply is still coming, {@link #items} gives those that are finished. */
public interface ListOutputParser extends OutputParser<List<String>> {

    /** The items one by one. */
    Items items();

    @Override
    default List<String> parse(String text) {
        return items().all(text);
    }
}
