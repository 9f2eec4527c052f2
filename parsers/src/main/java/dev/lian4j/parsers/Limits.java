package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;

/** How much of a reply is read. */
final class Limits {

    static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private Limits() {}

    static void check(CharSequence text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new OutputParserException(
                    "The output has " + text.length() + " characters, at most " + MAX_CHARACTERS
                            + " are read. Ask for less.",
                    text.toString());
        }
    }
}
