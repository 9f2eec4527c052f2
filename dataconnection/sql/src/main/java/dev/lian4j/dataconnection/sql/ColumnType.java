package dev.lian4j.dataconnection.sql;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all values of a column are. */
enum ColumnType {
    /** Whole numbers. */
    WHOLE("BIGINT", "-?(?:0|[1-9]\\d{0,17})"),
    /** Numbers. */
    NUMBER("DOUBLE PRECISION", "-?(?:0|[1-9]\\d{0,14})(?:\\.\\d{1,15})?"),
    /** Texts; also numbers with zeros in front, which are names. */
    TEXT("VARCHAR(100000)", ".*");

    private final String sql;
    private final Pattern form;

    ColumnType(String sql, String form) {
        this.sql = sql;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /** The narrowest that holds all values; empty ones fit everywhere. */
    static ColumnType of(List<String> values) {
        for (ColumnType type : values()) {
            if (values.stream()
                            .allMatch(value ->
                                    value.isEmpty() || type.form.matcher(value).matches())
                    && (type == TEXT || values.stream().anyMatch(value -> !value.isEmpty()))) {
                return type;
            }
        }
        return TEXT;
    }

    String sql() {
        return sql;
    }

    @Nullable
    Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (this) {
            case WHOLE -> Long.valueOf(text);
            case NUMBER -> Double.valueOf(text);
            case TEXT -> text;
        };
    }
}
