package dev.lian4j.dataconnection.pgvector;

import java.nio.charset.StandardCharsets;

/** Texts that PostgreSQL can hold: it has no character 0, and no half of a surrogate pair. */
final class PgText {

    private PgText() {}

    /** The text with U+FFFD where a character cannot be held; the same everywhere, so that filters still find it. */
    static String storable(Object text) {
        String whole = text.toString().replace('\0', '\uFFFD');
        return encodable(whole) ? whole : repaired(whole);
    }

    private static boolean encodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
