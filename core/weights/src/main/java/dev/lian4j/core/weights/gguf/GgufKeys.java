package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metadata of a GGUF file that is to be written; each method returns this. Not thread safe. */
public final class GgufKeys {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> keys = new HashSet<>();

    /** No metadata yet. */
    public GgufKeys() {}

    /**
     * A text.
     *
     * @throws IllegalArgumentException if the key was given before; so does every other method
     */
    public GgufKeys text(String key, String value) {
        return start(key, GgufMetadata.STRING).string(value);
    }

    /** A whole number of 32 bits without sign. */
    public GgufKeys u32(String key, int value) {
        return start(key, GgufMetadata.U32).i32(value);
    }

    /** A number. */
    public GgufKeys f32(String key, float value) {
        return start(key, GgufMetadata.F32).i32(Float.floatToRawIntBits(value));
    }

    /** A truth value. */
    public GgufKeys flag(String key, boolean value) {
        start(key, GgufMetadata.BOOL).bytes.write(value ? 1 : 0);
        return this;
    }

    /** An array of texts. */
    public GgufKeys texts(String key, Collection<String> values) {
        array(key, GgufMetadata.STRING, values.size());
        values.forEach(this::string);
        return this;
    }

    /** An array of whole numbers of 32 bits with sign. */
    public GgufKeys i32s(String key, int... values) {
        array(key, GgufMetadata.I32, values.length);
        for (int value : values) {
            i32(value);
        }
        return this;
    }

    /** An array of numbers. */
    public GgufKeys f32s(String key, float... values) {
        array(key, GgufMetadata.F32, values.length);
        for (float value : values) {
            i32(Float.floatToRawIntBits(value));
        }
        return this;
    }

    /**
     * All metadata of a file, such as its vocabulary, but for some keys and those that were given before.
     *
     * @throws ModelException if the file cannot be read any more
     */
    public GgufKeys copyOf(GgufHeader header, String... but) {
        Set<String> left = new HashSet<>(keys);
        left.addAll(List.of(but));
        // The alignment is the writer's own, the standard one.
        left.add("general.alignment");
        try (RandomAccessFile file = new RandomAccessFile(header.file().toFile(), "r")) {
            for (Map.Entry<String, GgufMetadata.Place> entry : inOrder(header)) {
                if (!left.contains(entry.getKey())) {
                    copy(entry.getKey(), entry.getValue(), file);
                }
            }
        } catch (IOException e) {
            throw new ModelException("Cannot read the metadata of " + header.file(), ModelException.Details.NONE, e);
        }
        return this;
    }

    private static List<Map.Entry<String, GgufMetadata.Place>> inOrder(GgufHeader header) {
        return header.places().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().begin()))
                .toList();
    }

    private void copy(String key, GgufMetadata.Place place, RandomAccessFile file) throws IOException {
        byte[] whole = new byte[Math.toIntExact(place.end() - place.begin())];
        file.seek(place.begin());
        file.readFully(whole);
        keys.add(key);
        bytes.writeBytes(whole);
    }

    private void array(String key, int type, int length) {
        start(key, GgufMetadata.ARRAY).i32(type).i64(length);
    }

    private GgufKeys start(String key, int type) {
        if (!keys.add(key)) {
            throw new IllegalArgumentException("The key '" + key + "' was given twice");
        }
        return string(key).i32(type);
    }

    private GgufKeys string(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        i64(encoded.length).bytes.writeBytes(encoded);
        return this;
    }

    private GgufKeys i32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    private GgufKeys i64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    int count() {
        return keys.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
