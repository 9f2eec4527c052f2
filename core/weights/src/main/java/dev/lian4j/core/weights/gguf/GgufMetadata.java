package dev.lian4j.core.weights.gguf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys and values of a GGUF header. Of arrays only the vocabulary is kept, the rest is checked and passed. */
final class GgufMetadata {

    static final int U8 = 0;
    static final int I8 = 1;
    static final int U16 = 2;
    static final int I16 = 3;
    static final int U32 = 4;
    static final int I32 = 5;
    static final int F32 = 6;
    static final int BOOL = 7;
    static final int STRING = 8;
    static final int ARRAY = 9;
    static final int U64 = 10;
    static final int I64 = 11;
    static final int F64 = 12;

    private final GgufInput in;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private List<String> tokens = List.of();
    private List<Integer> tokenTypes = List.of();
    private long alignment = 32;

    /**
     * Where a key and its value are in the file, in bytes from its start.
     *
     * @param begin where the key starts
     * @param value where the value starts, behind its type
     * @param end where the value ends
     */
    record Place(long begin, long value, long end) {}

    private GgufMetadata(GgufInput in) {
        this.in = in;
    }

    static GgufMetadata read(GgufInput in, long count) throws IOException {
        GgufMetadata metadata = new GgufMetadata(in);
        for (long i = 0; i < count; i++) {
            metadata.readOne();
        }
        return metadata;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Where in the file each value is. */
    Map<String, Place> places() {
        return places;
    }

    long alignment() {
        return alignment;
    }

    Vocabulary vocabulary() {
        if (tokens.isEmpty()) {
            return Vocabulary.NONE;
        }
        return Vocabulary.of(
                tokens, tokenTypes, values.get("tokenizer.ggml.bos_token_id") instanceof Long id ? id : -1);
    }

    private void readOne() throws IOException {
        long begin = in.position();
        String key = in.string("a key");
        if (key.isEmpty() || key.length() > 65_535) {
            throw in.fail(key.length(), "a key has " + key.length() + " characters");
        }
        int type = in.i32();
        long start = in.position();
        Object value = type == ARRAY ? readArray(key) : scalar(in, type, key);
        places.put(key, new Place(begin, start, in.position()));
        if (values.put(key, value) != null) {
            throw in.fail(0, "the key '" + key + "' comes twice");
        }
        if (key.equals("general.alignment")) {
            checkAlignment(type, value);
        }
    }

    private void checkAlignment(int type, Object value) throws IOException {
        boolean powerOfTwo = type == U32 && value instanceof Long n && Long.bitCount(n) == 1;
        if (!powerOfTwo) {
            throw in.fail(4, "general.alignment is " + value + ", it must be an unsigned power of two");
        }
        alignment = (Long) value;
    }

    /** Reads a value that is no array. */
    static Object scalar(GgufInput in, int type, String key) throws IOException {
        return switch (type) {
            case U8 -> (long) in.u8();
            case I8 -> (long) (byte) in.u8();
            case U16 -> (long) (in.i16() & 0xffff);
            case I16 -> (long) in.i16();
            case U32 -> in.u32();
            case I32 -> (long) in.i32();
            case F32 -> (double) Float.intBitsToFloat(in.i32());
            case BOOL -> in.u8() != 0;
            case STRING -> in.string("the value of '" + key + "'");
            case U64, I64 -> in.i64();
            case F64 -> Double.longBitsToDouble(in.i64());
            default -> throw in.fail(4, "'" + key + "' has the unknown type " + type);
        };
    }

    /** An array is told of by its length. */
    private Object readArray(String key) throws IOException {
        int type = in.i32();
        int leastBytes = leastBytes(in, type, key);
        long count = in.count("the number of elements of '" + key + "'", leastBytes);
        if (count > GgufArrays.LONGEST && key.startsWith("tokenizer.ggml.token")) {
            throw in.fail(8, "'" + key + "' has " + count + " elements, more than any vocabulary");
        }
        if (key.equals("tokenizer.ggml.tokens") && type == STRING) {
            tokens = strings(key, count);
        } else if (key.equals("tokenizer.ggml.token_type") && (type == I32 || type == U32)) {
            tokenTypes = ints(count);
        } else if (type == STRING) {
            for (long i = 0; i < count; i++) {
                in.skip(in.count("the length of a string of '" + key + "'", 1));
            }
        } else {
            in.skip(count * leastBytes);
        }
        return new GgufArray(count);
    }

    /** The bytes that an element of an array takes at least; but for texts, exactly. */
    static int leastBytes(GgufInput in, int type, String key) throws IOException {
        return switch (type) {
            case U8, I8, BOOL -> 1;
            case U16, I16 -> 2;
            case U32, I32, F32 -> 4;
            case STRING, U64, I64, F64 -> 8;
            default -> throw in.fail(4, "the array '" + key + "' has elements of the unknown type " + type);
        };
    }

    private List<String> strings(String key, long count) throws IOException {
        List<String> strings = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            strings.add(in.string("a string of '" + key + "'"));
        }
        return strings;
    }

    private List<Integer> ints(long count) throws IOException {
        List<Integer> ints = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            ints.add(in.i32());
        }
        return ints;
    }
}
