package dev.lian4j.dataconnection.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values of a snapshot, whose forms {@link SnapshotFormat} tells. */
final class ValueWriter {

    private final Payload to;

    ValueWriter(Payload to) {
        this.to = to;
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if there is no form for it
     */
    void write(@Nullable Object value) {
        write(value, 0);
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > SnapshotFormat.MOST_DEPTH) {
            throw new IllegalArgumentException("lists or maps nested deeper than " + SnapshotFormat.MOST_DEPTH);
        }
        if (value instanceof Map<?, ?> map) {
            to.put(ValueType.MAP).put(map.size());
            map.forEach((key, each) -> {
                write(key, depth + 1);
                write(each, depth + 1);
            });
        } else if (value instanceof Collection<?> list) {
            to.put(ValueType.LIST).put(list.size());
            list.forEach(each -> write(each, depth + 1));
        } else {
            single(value);
        }
    }

    private void single(@Nullable Object value) {
        if (value == null) {
            to.put(ValueType.NULL);
        } else if (value instanceof Boolean truth) {
            to.put(truth ? ValueType.TRUE : ValueType.FALSE);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Number number) {
            number(number);
        } else {
            throw unknown(value);
        }
    }

    private void number(Number value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            to.put(ValueType.INT).put(value.intValue());
        } else if (value instanceof Long whole) {
            to.put(ValueType.LONG).put((long) whole);
        } else if (value instanceof Float single) {
            to.put(ValueType.FLOAT).put((float) single);
        } else if (value instanceof Double wide) {
            to.put(ValueType.DOUBLE).put((double) wide);
        } else {
            large(value);
        }
    }

    private void large(Number value) {
        if (!(value instanceof BigInteger) && !(value instanceof BigDecimal)) {
            throw unknown(value);
        }
        to.put(value instanceof BigInteger ? ValueType.INTEGER : ValueType.DECIMAL);
        to.put(value.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException("a " + value.getClass().getName()
                + "; make it a text, a number, a boolean, a list or a map before it is stored");
    }

    private void text(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            to.put(ValueType.TEXT).put(bytes);
        } catch (CharacterCodingException e) {
            // Half a surrogate pair, which UTF-8 cannot hold.
            to.put(ValueType.UTF16).put(Math.multiplyExact(text.length(), 2));
            text.chars().forEach(c -> to.put((char) c));
        }
    }
}
