package dev.lian4j.models.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Vectors by key. What goes in and comes out is copied, since callers own their arrays. */
interface VectorCache {

    Optional<float[]> get(String key);

    void put(String key, float[] vector);

    static VectorCache of(Lru<float[]> kept) {
        return new VectorCache() {
            @Override
            public Optional<float[]> get(String key) {
                return Optional.ofNullable(kept.get(key)).map(float[]::clone);
            }

            @Override
            public void put(String key, float[] vector) {
                kept.put(key, vector.clone());
            }
        };
    }

    static VectorCache of(LineStore lines) {
        return new VectorCache() {
            @Override
            public Optional<float[]> get(String key) {
                return lines.get(key, Long.MIN_VALUE).flatMap(line -> decode(line.value()));
            }

            @Override
            public void put(String key, float[] vector) {
                lines.put(new Line(key, System.currentTimeMillis(), Map.of("floats", encode(vector))));
            }
        };
    }

    /** Exact, and a third of the length of decimal numbers: four bytes each, the lowest first, in Base64. */
    private static String encode(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Empty where it cannot be read: then it is computed anew. */
    private static Optional<float[]> decode(Map<String, Object> value) {
        try {
            byte[] bytes = Base64.getDecoder().decode(String.valueOf(value.get("floats")));
            float[] vector = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            return Optional.of(vector);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
