package dev.lian4j.parsers;

import dev.lian4j.core.parser.OutputParser;

/** Gives the text as it is. In a streamed chain the model's pieces pass it. Immutable. */
public final class StringOutputParser implements OutputParser<String> {

    private StringOutputParser() {}

    /** The parser. */
    public static StringOutputParser create() {
        return new StringOutputParser();
    }

    @Override
    public String parse(String text) {
        return text;
    }
}
