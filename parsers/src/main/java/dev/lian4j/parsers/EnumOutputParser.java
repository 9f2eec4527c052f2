package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes the name of an enum's constant, or the one that {@code @JsonProperty} gives it, in any letter case, with quotes
 * or a full stop around it or without. Immutable.
 *
 * @param <E> the enum
 */
public final class EnumOutputParser<E extends Enum<E>> implements OutputParser<E> {

    private static final Set<Integer> MARKS = Set.of(
            (int) Character.CONNECTOR_PUNCTUATION,
            (int) Character.DASH_PUNCTUATION,
            (int) Character.START_PUNCTUATION,
            (int) Character.END_PUNCTUATION,
            (int) Character.INITIAL_QUOTE_PUNCTUATION,
            (int) Character.FINAL_QUOTE_PUNCTUATION,
            (int) Character.OTHER_PUNCTUATION);

    private final Class<E> type;
    private final Wording wording;

    private EnumOutputParser(Class<E> type, Wording wording) {
        this.type = type;
        this.wording = wording;
    }

    /** A parser of the enum's names. */
    public static <E extends Enum<E>> EnumOutputParser<E> of(Class<E> type) {
        return new EnumOutputParser<>(type, Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public EnumOutputParser<E> inChinese() {
        return new EnumOutputParser<>(type, Wording.CHINESE);
    }

    @Override
    public E parse(String text) {
        String name = bare(text);
        return first(constant -> constant.name().equals(name) || label(constant).equals(name))
                .or(() -> first(constant -> constant.name().equalsIgnoreCase(name)
                        || label(constant).equalsIgnoreCase(name)))
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
        return Arrays.stream(type.getEnumConstants()).filter(condition).findFirst();
    }

    private static String label(Enum<?> constant) {
        return Json.MAPPER.<JsonNode>valueToTree(constant).asText();
    }

    private String names() {
        return Arrays.stream(type.getEnumConstants())
                .map(EnumOutputParser::label)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String formatInstructions() {
        return wording.choose("Answer with one of these words only: ", "只用下列词语之一作答：") + names();
    }
}
