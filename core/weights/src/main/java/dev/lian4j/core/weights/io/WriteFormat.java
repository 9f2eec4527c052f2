package dev.lian4j.core.weights.io;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The formats in which numbers are written. */
public enum WriteFormat {
    /** 32 bits: nothing is lost. */
    F32(4) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putFloat(value);
        }
    },
    /** Half precision: 11 significant bits, up to 65,504. */
    F16(2) {
        @Override
        void put(float value, ByteBuffer into) {
            if (Math.abs(value) >= SixteenBits.HALF_OVERFLOW && !Float.isInfinite(value)) {
                throw new ArithmeticException(value + " is too large for F16, which ends at 65504: write BF16 or F32");
            }
            into.putShort(SixteenBits.toHalf(value));
        }
    },
    /** The upper half of 32 bits: 8 significant bits, the range of 32. */
    BF16(2) {
        @Override
        void put(float value, ByteBuffer into) {
            into.putShort(SixteenBits.toBrain(value));
        }
    };

    private final int bytes;

    WriteFormat(int bytes) {
        this.bytes = bytes;
    }

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static WriteFormat of(String type) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(type))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Tensors are written as F32, F16 or BF16, not as '" + type + "'"));
    }

    /** Bytes of a number. */
    public int bytes() {
        return bytes;
    }

    /**
     * Writes numbers until there are no more or no more room.
     *
     * @throws ArithmeticException if the format cannot hold a number; its message says why
     */
    void encode(FloatBuffer from, ByteBuffer into) {
        while (from.hasRemaining() && into.remaining() >= bytes) {
            put(from.get(), into);
        }
    }

    abstract void put(float value, ByteBuffer into);
}
