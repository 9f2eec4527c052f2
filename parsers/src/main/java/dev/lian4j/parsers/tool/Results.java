package dev.lian4j.parsers.tool;

import dev.lian4j.parsers.JsonBinding;
import org.jspecify.annotations.Nullable;

/** What a tool gave, as the model is to read it. */
final class Results {

    /** For methods that give nothing: models take an empty result for a failure. */
    static final String DONE = "Done.";

    private Results() {}

    /**
     * The text; longer ones are cut, and it says so.
     *
     * @throws IllegalArgumentException if the result cannot be written as JSON
     */
    static String text(@Nullable Object result, int maxCharacters) {
        return cut(result instanceof CharSequence text ? text.toString() : JsonBinding.write(result), maxCharacters);
    }

    private static String cut(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters;
        return text.substring(0, end) + "\n[Cut: these are the first " + end + " of " + text.length()
                + " characters. Ask for less to see all of it.]";
    }
}
