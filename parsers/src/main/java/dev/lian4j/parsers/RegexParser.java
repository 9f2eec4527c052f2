package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the groups of the first match of an expression; an expression that backtracks without end on what a model wrote
 * is stopped with an error. Immutable. As LangChain's {@code RegexParser}.
 */
public final class RegexParser implements OutputParser<Map<String, String>> {

    private final Pattern pattern;
    private final List<String> keys;
    private final String defaultKey;
    private final Wording wording;

    private RegexParser(Pattern pattern, List<String> keys, String defaultKey, Wording wording) {
        this.pattern = pattern;
        this.keys = keys;
        this.defaultKey = defaultKey;
        this.wording = wording;
    }

    /**
     * A parser that gives a key to each group, in order.
     *
     * @throws IllegalArgumentException if the expression is malformed or has not as many groups as there are keys
     */
    public static RegexParser of(String expression, String... keys) {
        Pattern pattern = Pattern.compile(expression);
        int groups = pattern.matcher("").groupCount();
        if (groups != keys.length) {
            throw new IllegalArgumentException(
                    "The expression has " + groups + " groups, but there are " + keys.length + " keys");
        }
        return new RegexParser(pattern, List.of(keys), "", Wording.ENGLISH);
    }

    /**
     * The same parser, where nothing matches giving the whole text to this key and nothing to the others.
     *
     * @throws IllegalArgumentException if it is none of the keys
     */
    public RegexParser orElse(String key) {
        if (!keys.contains(key)) {
            throw new IllegalArgumentException("'" + key + "' is none of the keys " + keys);
        }
        return new RegexParser(pattern, keys, key, wording);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public RegexParser inChinese() {
        return new RegexParser(pattern, keys, defaultKey, Wording.CHINESE);
    }

    @Override
    public Map<String, String> parse(String text) {
        Optional<Matcher> found = BoundedText.find(pattern, text);
        if (found.isEmpty() && defaultKey.isEmpty()) {
            throw new OutputParserException("The output does not match " + pattern + ".", text);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            int group = i + 1;
            String fallback = keys.get(i).equals(defaultKey) ? text : "";
            values.put(
                    keys.get(i),
                    found.isPresent() ? found.map(match -> match.group(group)).orElse("") : fallback);
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String formatInstructions() {
        return wording.choose("Answer with a text that matches this regular expression: ", "用符合下面正则表达式的文本作答：")
                + pattern;
    }
}
