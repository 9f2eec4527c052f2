package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes the name of an enum's constant, or the one that {@code @JsonProperty} gives it, or one of some words; in any
 * letter case, with quotes or a full stop around it or without. Immutable.
 *
 * @param <E> the enum, or String for words
 */
public final class EnumOutputParser<E> implements OutputParser<E> {

    private static final Set<Integer> MARKS = Set.of(
            (int) Character.CONNECTOR_PUNCTUATION,
            (int) Character.DASH_PUNCTUATION,
            (int) Character.START_PUNCTUATION,
            (int) Character.END_PUNCTUATION,
            (int) Character.INITIAL_QUOTE_PUNCTUATION,
            (int) Character.FINAL_QUOTE_PUNCTUATION,
            (int) Character.OTHER_PUNCTUATION);

    private final List<E> choices;
    private final Wording wording;

    private EnumOutputParser(List<E> choices, Wording wording) {
        this.choices = List.copyOf(choices);
        this.wording = wording;
    }

    /** A parser of the enum's names. */
    public static <E extends Enum<E>> EnumOutputParser<E> of(Class<E> type) {
        return new EnumOutputParser<>(List.of(type.getEnumConstants()), Wording.ENGLISH);
    }

    /**
     * A parser of one of some words.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static EnumOutputParser<String> ofWords(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one word to choose");
        }
        return new EnumOutputParser<>(words, Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public EnumOutputParser<E> inChinese() {
        return new EnumOutputParser<>(choices, Wording.CHINESE);
    }

    @Override
    public E parse(String text) {
        String name = bare(text);
        return first(constant -> name(constant).equals(name) || label(constant).equals(name))
                .or(() -> first(constant ->
                        name(constant).equalsIgnoreCase(name) || label(constant).equalsIgnoreCase(name)))
                .orElseThrow(() -> new OutputParserException("The output is none of " + names() + ".", text));
    }

    /** The text without the blanks and marks around it. */
    private static String bare(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char c) {
        return Character.isWhitespace(c) || (c != '_' && MARKS.contains(Character.getType(c)));
    }

    private Optional<E> first(Predicate<E> condition) {
        return choices.stream().filter(condition).findFirst();
    }

    private static String name(Object choice) {
        return choice instanceof Enum<?> constant ? constant.name() : choice.toString();
    }

    private static String label(Object constant) {
        return Json.MAPPER.<JsonNode>valueToTree(constant).asText();
    }

    private String names() {
        return choices.stream().map(EnumOutputParser::label).collect(Collectors.joining(", "));
    }

    @Override
    public String formatInstructions() {
        return wording.choose("Answer with one of these words only: ", "只用下列词语之一作答：") + names();
    }
}
