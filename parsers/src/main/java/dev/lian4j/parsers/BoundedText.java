package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that an expression may look at only so often, since one that backtracks without end on what a model wrote would
 * never come back: Java's expressions read their text by {@link #charAt} alone.
 */
final class BoundedText implements CharSequence {

    private static final long LOOKS = 20_000_000;
    private static final int LOOKS_EACH = 100;

    private final String text;
    private long left;

    private BoundedText(String text) {
        this.text = text;
        this.left = LOOKS + (long) LOOKS_EACH * text.length();
    }

    /** What the work finds by a matcher of the text; a text that is too much for the expression is an error. */
    static <T> T match(Pattern pattern, String text, Function<Matcher, T> work) {
        try {
            return work.apply(pattern.matcher(new BoundedText(text)));
        } catch (StackOverflowError e) { // Java matches repeated groups by recursion
            throw new OutputParserException("The output is too long for " + pattern + ".", text, e);
        }
    }

    /** The first match, where there is one. */
    static Optional<Matcher> find(Pattern pattern, String text) {
        return match(pattern, text, matcher -> matcher.find() ? Optional.of(matcher) : Optional.empty());
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        left--;
        if (left < 0) {
            throw new OutputParserException(
                    "The expression takes too long on this output: it backtracks. Use possessive quantifiers.", text);
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
