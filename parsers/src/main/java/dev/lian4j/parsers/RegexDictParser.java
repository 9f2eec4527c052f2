package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes labelled values, such as {@code Action: Search}, into a map: each key has its label, and a value goes to the end
 * of its line, without a full stop. Each label must be there once. Immutable. As LangChain's {@code RegexDictParser}.
 */
public final class RegexDictParser implements OutputParser<Map<String, String>> {

    private static final String LABEL = "{}";
    private static final String DEFAULT = LABEL + "[:\uFF1A]([^\\r\\n]*+)";

    private final Map<String, String> labels;
    private final String expression;
    private final String noUpdateValue;
    private final Wording wording;

    private RegexDictParser(Map<String, String> labels, String expression, String noUpdateValue, Wording wording) {
        this.labels = labels;
        this.expression = expression;
        this.noUpdateValue = noUpdateValue;
        this.wording = wording;
    }

    /** A parser of the values with these labels, by their keys. */
    public static RegexDictParser of(Map<String, String> labels) {
        return new RegexDictParser(
                Collections.unmodifiableMap(new LinkedHashMap<>(labels)), DEFAULT, "", Wording.ENGLISH);
    }

    /**
     * The same parser with another expression: <code>{}</code> stands for the label, the first group is the value.
     *
     * @throws IllegalArgumentException if it is malformed, or has no place for the label or no group
     */
    public RegexDictParser withExpression(String other) {
        if (!other.contains(LABEL) || pattern(other, "x").matcher("").groupCount() == 0) {
            throw new IllegalArgumentException("The expression needs {} for the label, and a group: " + other);
        }
        return new RegexDictParser(labels, other, noUpdateValue, wording);
    }

    /** The same parser, leaving out the keys whose value is this one, such as {@code N/A}. */
    public RegexDictParser leavingOut(String value) {
        return new RegexDictParser(labels, expression, value, wording);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public RegexDictParser inChinese() {
        return new RegexDictParser(labels, expression, noUpdateValue, Wording.CHINESE);
    }

    @Override
    public Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        labels.forEach((key, label) -> {
            String value = value(label, text);
            if (noUpdateValue.isEmpty() || !value.equals(noUpdateValue)) {
                values.put(key, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private String value(String label, String text) {
        List<String> values = BoundedText.match(
                pattern(expression, label),
                text,
                matcher ->
                        matcher.results().map(RegexDictParser::group).limit(2).toList());
        if (values.size() != 1) {
            throw new OutputParserException(
                    "The label '" + label + "' must be in the output once, found "
                            + (values.isEmpty() ? "none." : "several."),
                    text);
        }
        return expression.equals(DEFAULT) ? withoutFullStop(values.get(0).strip()) : values.get(0);
    }

    private static String withoutFullStop(String value) {
        return value.endsWith(".") || value.endsWith("\u3002") ? value.substring(0, value.length() - 1) : value;
    }

    private static String group(MatchResult match) {
        return match.group(1) == null ? "" : match.group(1);
    }

    private static Pattern pattern(String expression, String label) {
        return Pattern.compile(Pattern.compile(LABEL, Pattern.LITERAL)
                .matcher(expression)
                .replaceAll(Matcher.quoteReplacement(Pattern.quote(label))));
    }

    @Override
    public String formatInstructions() {
        String none = noUpdateValue.isEmpty()
                ? ""
                : wording.choose("\nWhere there is nothing to say, write: ", "\n没有内容时写：") + noUpdateValue;
        return wording.choose("Answer with these lines, each once:\n", "用下列各行作答，每行一次：\n")
                + labels.values().stream().map(label -> label + ": ...").collect(Collectors.joining("\n"))
                + none;
    }
}
