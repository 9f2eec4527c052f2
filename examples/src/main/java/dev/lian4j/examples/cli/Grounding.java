package dev.lian4j.examples.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether an answer says only what its text says, judged by the words. Every number, with the word after it, every name
 * and every negation must stand in the text, no second number with the same word after it, as must half of the other words and at least one that is not the
 * question's own. Made for the small embedded model, which invents.
 */
final class Grounding {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[.:,'’-][\\p{L}\\p{N}]+)*");
    private static final Set<String> NEGATIONS = Set.of("not", "no", "never", "none", "without", "cannot");
    private static final Set<String> NUMBERS = Set.of(
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half");
    private static final double HALF = 0.5;

    private final List<String> text;
    private final Set<String> known;
    private final Set<String> asked;

    private Grounding(String text, String question) {
        this.text = words(text.toLowerCase(Locale.ROOT));
        this.asked = Set.copyOf(words(question.toLowerCase(Locale.ROOT)));
        this.known = new HashSet<>(this.text);
        this.known.addAll(asked);
    }

    /** Whether the answer rests on the text. */
    static boolean holds(String answer, String text, String question) {
        return new Grounding(text, question).holds(words(answer));
    }

    private boolean holds(List<String> answer) {
        long content = answer.stream().filter(Grounding::isContent).count();
        long strange = answer.stream()
                .filter(word -> isContent(word) && !known.contains(lower(word)))
                .count();
        boolean tellsSomething = answer.stream()
                .anyMatch(word -> isContent(word) && text.contains(lower(word)) && !asked.contains(lower(word)));
        return tellsSomething && strange <= HALF * content && nothingInvented(answer);
    }

    private boolean nothingInvented(List<String> answer) {
        for (int i = 0; i < answer.size(); i++) {
            String word = answer.get(i);
            boolean name = i > 0 && Character.isUpperCase(word.codePointAt(0));
            boolean must = name || isNumber(word) || NEGATIONS.contains(lower(word));
            if (must && !known.contains(lower(word))) {
                return false;
            }
            if (isNumber(word) && i + 1 < answer.size() && !isTheOnly(lower(word), lower(answer.get(i + 1)))) {
                return false;
            }
        }
        return true;
    }

    /** Four months is not four weeks; and of two prices in one text, the answer may have picked the wrong one. */
    private boolean isTheOnly(String number, String unit) {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i + 1 < text.size(); i++) {
            if (isNumber(text.get(i)) && text.get(i + 1).equals(unit)) {
                numbers.add(text.get(i));
            }
        }
        return numbers.equals(Set.of(number));
    }

    private static boolean isNumber(String word) {
        return word.codePoints().anyMatch(Character::isDigit) || NUMBERS.contains(lower(word));
    }

    private static boolean isContent(String word) {
        return word.length() > 3 || isNumber(word);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
