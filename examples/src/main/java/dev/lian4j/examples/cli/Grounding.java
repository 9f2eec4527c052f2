package dev.lian4j.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether an answer says only what its text says, judged by the words: every number, name and negation of the answer
 * must stand in the text or the question, and half of its other words. Made for the small embedded model, which invents.
 */
final class Grounding {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.:,'’-][\\p{L}\\p{N}]+)*");
    private static final Set<String> NEGATIONS = Set.of("not", "no", "never", "none", "without", "cannot");
    private static final double HALF = 0.5;

    private Grounding() {}

    /** Whether the answer rests on the text. */
    static boolean holds(String answer, String text, String question) {
        List<String> words = words(answer);
        Set<String> known = words(text + " " + question).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> unknown = words.stream()
                .filter(word -> !known.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        long plain = words.stream().filter(word -> word.length() > 3).count();
        long strange = unknown.stream().filter(word -> word.length() > 3).count();
        return !words.isEmpty()
                && unknown.stream().noneMatch(word -> mustBeKnown(word, words.get(0)))
                && strange <= (1 - HALF) * plain;
    }

    private static boolean mustBeKnown(String word, String firstWord) {
        boolean name = Character.isUpperCase(word.codePointAt(0)) && !word.equals(firstWord);
        boolean number = word.codePoints().anyMatch(Character::isDigit);
        return name || number || NEGATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group()).toList();
    }
}
