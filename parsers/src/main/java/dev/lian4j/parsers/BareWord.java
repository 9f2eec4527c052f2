package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands without quotes: numbers, true, false, null, and how other languages write these. */
final class BareWord {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(0|[1-9][0-9]*|(?=\\.[0-9]))(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern STRICT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int LONG = 10; // digits that an int may not hold
    private static final int LONGEST = 1_100; // Jackson refuses numbers of over 1,000 characters

    private BareWord() {}

    static boolean startsAt(Cursor cursor) {
        return cursor.at < cursor.text.length() && isPart(cursor.peek());
    }

    /** The value here; where a text still coming may go on with it, null and not moved. */
    static @Nullable JsonNode read(Cursor cursor) throws Broken {
        int start = cursor.at;
        String word = word(cursor);
        if (mayGoOn(cursor, start)) {
            return null;
        }
        if (cursor.at == cursor.text.length()) {
            throw Broken.at(start, "the text ends within '" + shown(word) + "'");
        }
        JsonNode value = value(word, start);
        if (value == null) {
            throw Broken.at(start, "'" + shown(word) + "' is neither a number nor in quotes");
        }
        return value;
    }

    /** What a word that may go on is so far; null where it is nothing yet. */
    static @Nullable JsonNode soFar(Cursor cursor) {
        int start = cursor.at;
        try {
            return value(word(cursor), start);
        } catch (Broken e) {
            return null;
        } finally {
            cursor.at = start;
        }
    }

    /** A name of a field without quotes; where a text still coming may go on with it, null and not moved. */
    static @Nullable String key(Cursor cursor) {
        int start = cursor.at;
        String key = word(cursor);
        return mayGoOn(cursor, start) ? null : key;
    }

    private static boolean mayGoOn(Cursor cursor, int start) {
        boolean may = cursor.isComing() && cursor.at == cursor.text.length() && cursor.at - start < LONGEST;
        cursor.at = may ? start : cursor.at;
        return may;
    }

    private static @Nullable JsonNode value(String word, int start) throws Broken {
        return NUMBER.matcher(word).matches() ? number(word, start) : constant(word);
    }

    private static String word(Cursor cursor) {
        int start = cursor.at;
        while (cursor.at < cursor.text.length() && isPart(cursor.peek()) && cursor.at - start < LONGEST) {
            cursor.at++;
        }
        return cursor.text.substring(start, cursor.at);
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || "_$+-.".indexOf(c) >= 0;
    }

    private static @Nullable JsonNode constant(String word) {
        JsonNodeFactory nodes = Json.MAPPER.getNodeFactory();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> nodes.booleanNode(true);
            case "false" -> nodes.booleanNode(false);
            case "null", "none", "undefined" -> nodes.nullNode();
            case "nan" -> nodes.numberNode(Double.NaN);
            case "infinity", "+infinity" -> nodes.numberNode(Double.POSITIVE_INFINITY);
            case "-infinity" -> nodes.numberNode(Double.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    private static JsonNode number(String word, int start) throws Broken {
        String strict = STRICT.matcher(word).matches() ? word : strict(word);
        if (strict.length() < LONG && isInteger(strict)) { // many are, and a parser for each would cost more
            return Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(strict));
        }
        try {
            return Json.tree(strict);
        } catch (JsonProcessingException e) {
            throw Broken.at(start, "the number is too long");
        }
    }

    private static boolean isInteger(String strict) {
        return strict.chars().skip(strict.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
    }

    private static String strict(String word) {
        return word.replaceFirst("^\\+", "").replaceFirst("^(-?)\\.", "$10.").replaceFirst("\\.(?![0-9])", "");
    }

    private static String shown(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }
}
