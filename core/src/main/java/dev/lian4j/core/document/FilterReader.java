package dev.lian4j.core.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text form of filters: one token at a time, one method a rule of the grammar. */
final class FilterReader {

    private static final int DEEPEST = 200;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:"
                    + "(?<text>\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+')"
                    + "|`(?<key>[^`]++)`"
                    + "|(?<number>[-+]?\\d++(?:\\.\\d++)?(?:[eE][-+]?\\d++)?)(?![\\w.])"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_.-]*+)"
                    + "|(?<sign>!=|>=|<=|[=<>(),]))",
            Pattern.DOTALL);

    private final String text;
    private final Matcher matcher;
    private int at;
    private int depth;

    FilterReader(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
    }

    Filter read() {
        Filter filter = or();
        if (!text.substring(at).isBlank()) {
            throw wrong("and, or or the end");
        }
        return filter;
    }

    private Filter or() {
        List<Filter> filters = new ArrayList<>(List.of(and()));
        while (takeWord("or")) {
            filters.add(and());
        }
        return filters.size() == 1 ? filters.get(0) : new Filter.Or(filters);
    }

    private Filter and() {
        List<Filter> filters = new ArrayList<>(List.of(not()));
        while (takeWord("and")) {
            filters.add(not());
        }
        return filters.size() == 1 ? filters.get(0) : new Filter.And(filters);
    }

    private Filter not() {
        if (++depth > DEEPEST) {
            throw wrong("fewer than " + DEEPEST + " brackets and nots within one another");
        }
        Filter filter = takeWord("not") ? new Filter.Not(not()) : one();
        depth--;
        return filter;
    }

    private Filter one() {
        if (takeSign("(")) {
            Filter inner = or();
            expectSign(")");
            return inner;
        }
        if (takeWord("exists")) {
            return new Filter.Exists(key());
        }
        return comparison(key());
    }

    private Filter comparison(String key) {
        if (takeWord("in")) {
            return new Filter.In(key, values());
        }
        if (takeWord("not")) {
            expectWord("in");
            return new Filter.NotIn(key, values());
        }
        if (takeWord("contains")) {
            return new Filter.Contains(key, String.valueOf(value()));
        }
        String sign = next("sign", "= != > >= < <=, in, not in or contains");
        return compared(key, sign, at - sign.length());
    }

    private Filter compared(String key, String sign, int start) {
        return switch (sign) {
            case "=" -> new Filter.Eq(key, value());
            case "!=" -> new Filter.Ne(key, value());
            case ">" -> new Filter.Gt(key, value());
            case ">=" -> new Filter.Gte(key, value());
            case "<" -> new Filter.Lt(key, value());
            case "<=" -> new Filter.Lte(key, value());
            default -> {
                at = start;
                throw wrong("= != > >= < <=, in, not in or contains");
            }
        };
    }

    private Set<Object> values() {
        expectSign("(");
        Set<Object> values = new LinkedHashSet<>();
        if (takeSign(")")) {
            return values;
        }
        do {
            values.add(value());
        } while (takeSign(","));
        expectSign(")");
        return values;
    }

    private String key() {
        if (!look()) {
            throw wrong("a key");
        }
        String key = matcher.group("key") != null ? matcher.group("key") : matcher.group("word");
        return take(key, "a key");
    }

    private Object value() {
        if (!look()) {
            throw wrong("a value");
        }
        if (matcher.group("text") != null) {
            String quoted = take(matcher.group("text"), "a value");
            return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (matcher.group("number") != null) {
            return number(take(matcher.group("number"), "a value"));
        }
        String word = String.valueOf(matcher.group("word")).toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            throw wrong("a value: a text in quotes, a number, true or false");
        }
        return Boolean.valueOf(take(word, "a value"));
    }

    private static Object number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return Double.valueOf(digits);
        }
    }

    private boolean takeWord(String word) {
        return look() && word.equalsIgnoreCase(matcher.group("word")) && taken();
    }

    private boolean takeSign(String sign) {
        return look() && sign.equals(matcher.group("sign")) && taken();
    }

    private void expectWord(String word) {
        if (!takeWord(word)) {
            throw wrong(word);
        }
    }

    private void expectSign(String sign) {
        if (!takeSign(sign)) {
            throw wrong(sign);
        }
    }

    private String next(String group, String expected) {
        if (!look() || matcher.group(group) == null) {
            throw wrong(expected);
        }
        return take(matcher.group(group), expected);
    }

    private String take(@Nullable String token, String expected) {
        if (token == null) {
            throw wrong(expected);
        }
        at = matcher.end();
        return token;
    }

    private boolean taken() {
        at = matcher.end();
        return true;
    }

    private boolean look() {
        return matcher.region(at, text.length()).lookingAt();
    }

    private IllegalArgumentException wrong(String expected) {
        String rest = text.substring(at).strip();
        String found = rest.isEmpty() ? "the end" : "'" + rest.substring(0, Math.min(20, rest.length())) + "'";
        return new IllegalArgumentException(
                "Cannot read the filter at character " + at + ": expected " + expected + ", found " + found);
    }
}
