package dev.lian4j.dataconnection.lucene;

import java.util.Locale;

/** The names of the index's fields. A metadata key has one for each type of value, since Lucene allows one type a field. */
final class Fields {

    static final String ID = "id";
    static final String DOCUMENT = "document";
    static final String TEXT = "text";
    static final String VECTOR = "vector";

    /** The metadata keys that a document has. */
    static final String KEYS = "keys";

    /** The metadata keys under which a document has a text too long for a term. */
    static final String LONG_KEYS = "longKeys";

    private Fields() {}

    /** Where values of this type under the key are, such as {@code m.page#l}. */
    static String of(String key, Type type) {
        return "m." + escaped(key) + "#" + type.code;
    }

    /** Where such values within lists are, which are equal to what is sought, but never greater. */
    static String inList(String key, Type type) {
        return of(key, type) + "s";
    }

    static String of(String key, Type type, boolean inList) {
        return inList ? inList(key, type) : of(key, type);
    }

    /** Field names are UTF-8, which has no half surrogate pairs. */
    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        key.codePoints()
                .forEach(point -> escaped.append(
                        point == '\\' || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                                ? String.format(Locale.ROOT, "\\%04x", point)
                                : Character.toString(point)));
        return escaped.toString();
    }

    /** The types of values that are indexed apart. */
    enum Type {
        TEXT("t"),
        INTEGRAL("l"),
        DECIMAL("d"),
        BOOLEAN("b");

        private final String code;

        Type(String code) {
            this.code = code;
        }
    }
}
