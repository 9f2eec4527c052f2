package dev.lian4j.core.weights.io;

import java.nio.ByteBuffer;

/** Numbers one by one, little-endian. */
public enum PlainFormat implements BlockFormat {
    /** 32 bits. */
    F32(4) {
        @Override
        public void decode(ByteBuffer from, int blocks, float[] into) {
            from.asFloatBuffer().get(into, 0, blocks);
        }
    },
    /** Half precision. */
    F16(2) {
        @Override
        public void decode(ByteBuffer from, int blocks, float[] into) {
            for (int i = 0; i < blocks; i++) {
                into[i] = SixteenBits.ofHalf(from.getShort(2 * i));
            }
        }
    },
    /** The upper half of 32 bits. */
    BF16(2) {
        @Override
        public void decode(ByteBuffer from, int blocks, float[] into) {
            for (int i = 0; i < blocks; i++) {
                into[i] = SixteenBits.ofBrain(from.getShort(2 * i));
            }
        }
    },
    /** 64 bits, which are rounded to 32. */
    F64(8) {
        @Override
        public void decode(ByteBuffer from, int blocks, float[] into) {
            for (int i = 0; i < blocks; i++) {
                into[i] = (float) from.getDouble(8 * i);
            }
        }
    };

    private final int bytes;

    PlainFormat(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public int blockLength() {
        return 1;
    }

    @Override
    public int blockBytes() {
        return bytes;
    }
}
