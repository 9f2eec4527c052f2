package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the groups of the first match of an expression. The expression meets what a model writes, so it should not be
 * one that backtracks without end. Immutable. As LangChain's {@code RegexParser}.
 */
public final class RegexParser implements OutputParser<Map<String, String>> {

    private final Pattern pattern;
    private final List<String> keys;
    private final String defaultKey;

    private RegexParser(Pattern pattern, List<String> keys, String defaultKey) {
        this.pattern = pattern;
        this.keys = keys;
        this.defaultKey = defaultKey;
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
        return new RegexParser(pattern, List.of(keys), "");
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
        return new RegexParser(pattern, keys, key);
    }

    @Override
    public Map<String, String> parse(String text) {
        Matcher matcher = pattern.matcher(text);
        boolean found = find(matcher, text);
        if (!found && defaultKey.isEmpty()) {
            throw new OutputParserException("The output does not match " + pattern + ".", text);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String group = found ? matcher.group(i + 1) : keys.get(i).equals(defaultKey) ? text : "";
            values.put(keys.get(i), group == null ? "" : group);
        }
        return Collections.unmodifiableMap(values);
    }

    private boolean find(Matcher matcher, String text) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) { // Java matches repeated groups by recursion
            throw new OutputParserException("The output is too long for " + pattern + ".", text, e);
        }
    }
}
