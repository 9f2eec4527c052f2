package dev.lian4j.dataconnection.split;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A literal or a regular expression to cut at; the empty literal cuts between any two characters. */
record Separator(String literal, @Nullable Pattern pattern) {

    /** Without any of these a regular expression is literal, and looking for literals is faster. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    static Separator of(String separator, boolean regex) {
        return new Separator(separator, regex && SPECIAL.matcher(separator).find() ? compiled(separator) : null);
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The separator '" + regex + "' is not a regular expression: " + e.getDescription()
                            + "; correct it, or leave separatorRegex(true) out to take separators literally",
                    e);
        }
    }

    boolean isEmpty() {
        return literal.isEmpty();
    }

    Occurrences in(String text) {
        return pattern == null ? Occurrences.of(text, literal) : Occurrences.of(pattern.matcher(text));
    }
}
