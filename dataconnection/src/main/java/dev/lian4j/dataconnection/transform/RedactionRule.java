package dev.lian4j.dataconnection.transform;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of text that a {@link Redactor} takes out. Patterns see full-width letters, digits and signs as ASCII, and should
 * take time linear in the text.
 *
 * @param label what is put in its place, in square brackets
 * @param pattern how it is written; the first group is taken out where there is one, else all of it
 * @param check whether what is found is really such
 */
public record RedactionRule(String label, Pattern pattern, Predicate<String> check) {

    /**
     * All that a regular expression finds.
     *
     * @throws IllegalArgumentException if it is no regular expression
     */
    public static RedactionRule of(String label, String regex) {
        return new RedactionRule(label, Pattern.compile(regex), found -> true);
    }

    Stream<Redaction> in(String text) {
        return pattern.matcher(text)
                .results()
                .filter(found -> check.test(taken(found)))
                .map(this::redaction);
    }

    private static String taken(MatchResult found) {
        return found.group(Math.min(found.groupCount(), 1));
    }

    private Redaction redaction(MatchResult found) {
        int group = Math.min(found.groupCount(), 1);
        return new Redaction(label, found.start(group), found.end(group));
    }
}
