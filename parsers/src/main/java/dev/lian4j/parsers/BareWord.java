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
    private static final int LONGEST = 1_100; // Jackson refuses numbers of over 1,000 characters

    private BareWord() {}

    static boolean startsAt(Cursor cursor) {
        return cursor.at < cursor.text.length() && isPart(cursor.peek());
    }

    /** The value here; null where it is a part of one in a text still coming. */
    static @Nullable JsonNode read(Cursor cursor, Ending ending) throws Broken {
        int start = cursor.at;
        String word = word(cursor);
        boolean touchesEnd = cursor.at == cursor.text.length();
        if (touchesEnd && ending != Ending.PARTIAL) {
            throw Broken.at(start, "the text ends within '" + shown(word) + "'");
        }
        JsonNode value = NUMBER.matcher(word).matches() ? number(word, start) : constant(word);
        if (value == null && !(touchesEnd && ending == Ending.PARTIAL)) {
            throw Broken.at(start, "'" + shown(word) + "' is neither a number nor in quotes");
        }
        return value;
    }

    /** A name of a field without quotes. */
    static String key(Cursor cursor) {
        return word(cursor);
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
        String strict =
                word.replaceFirst("^\\+", "").replaceFirst("^(-?)\\.", "$10.").replaceFirst("\\.(?![0-9])", "");
        try {
            return Json.MAPPER.readTree(strict);
        } catch (JsonProcessingException e) {
            throw Broken.at(start, "the number is too long");
        }
    }

    private static String shown(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }
}
