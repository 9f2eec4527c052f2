package dev.lian4j.dataconnection.split;

import java.util.HexFormat;

/** JSON with escapes for all that is not ASCII. */
final class Ascii {

    private Ascii() {}

    static String of(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(c -> append(ascii, (char) c));
        return ascii.toString();
    }

    static int length(String json) {
        return json.chars().map(c -> c < 0x80 ? 1 : 6).sum();
    }

    private static void append(StringBuilder to, char c) {
        if (c < 0x80) {
            to.append(c);
        } else {
            to.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
