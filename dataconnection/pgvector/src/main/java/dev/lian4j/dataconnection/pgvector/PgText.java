package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.dataconnection.store.MetadataJson;
import java.nio.charset.StandardCharsets;

/** Texts that PostgreSQL can hold: it has no character 0, and no half of a surrogate pair. */
final class PgText {

    private PgText() {}

    /** The text with U+FFFD where a character cannot be held; the same everywhere, so that filters still find it. */
    static String storable(Object text) {
        String whole = text.toString().replace('\0', '\uFFFD');
        return encodable(whole) ? whole : repaired(whole);
    }

    /** JSON that jsonb can hold, which has no character 0 either, escaped or not. */
    static String json(Object value) {
        return MetadataJson.write(value).replace("\\u0000", "\uFFFD");
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
