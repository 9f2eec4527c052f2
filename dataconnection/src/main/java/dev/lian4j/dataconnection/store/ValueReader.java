package dev.lian4j.dataconnection.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} wrote. No length is believed that the bytes left contradict. */
final class ValueReader {

    private final ByteBuffer from;

    ValueReader(ByteBuffer from) {
        this.from = from;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is malformed
     * @throws java.nio.BufferUnderflowException if it is cut
     */
    @Nullable
    Object read() {
        return read(0);
    }

    private @Nullable Object read(int depth) {
        if (depth > SnapshotFormat.MOST_DEPTH) {
            throw new IllegalArgumentException("values are nested too deep");
        }
        ValueType type = ValueType.of(from.get());
        return switch (type) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case INT -> from.getInt();
            case LONG -> from.getLong();
            case FLOAT -> from.getFloat();
            case DOUBLE -> from.getDouble();
            case LIST -> list(depth);
            case MAP -> map(depth);
            default -> written(type);
        };
    }

    private Object written(ValueType type) {
        return switch (type) {
            case UTF16 -> utf16();
            case INTEGER -> new BigInteger(utf8());
            case DECIMAL -> new BigDecimal(utf8());
            default -> utf8();
        };
    }

    private String utf8() {
        int length = length(1);
        ByteBuffer bytes = from.slice(from.position(), length);
        from.position(from.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is no valid UTF-8", e);
        }
    }

    private String utf16() {
        char[] text = new char[length(1) / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = from.getChar();
        }
        return String.valueOf(text);
    }

    private List<@Nullable Object> list(int depth) {
        int size = length(1);
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read(depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<@Nullable Object, @Nullable Object> map(int depth) {
        int size = length(2);
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(read(depth + 1), read(depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Reads how many things follow, of so many bytes each at least. */
    private int length(int bytesEach) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining() / bytesEach) {
            throw new IllegalArgumentException(
                    "a length is " + length + ", but only " + from.remaining() + " bytes follow");
        }
        return length;
    }
}
