package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.weights.io.BlockFormat;
import dev.lian4j.core.weights.io.PlainFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How the blocks of a quantised type are made to floats.
 *
 * @param type tells the size of a block
 * @param decoder makes one block to floats
 */
record GgmlFormat(GgmlType type, BlockDecoder decoder) implements BlockFormat {

    /** Makes the block at a byte to floats, from a place of the array on. */
    interface BlockDecoder {

        void decode(ByteBuffer from, int at, float[] into, int to);
    }

    /** The format of a type; null where it cannot be made to floats. */
    static @Nullable BlockFormat of(GgmlType type) {
        return switch (type) {
            case F32 -> PlainFormat.F32;
            case F16 -> PlainFormat.F16;
            case BF16 -> PlainFormat.BF16;
            case F64 -> PlainFormat.F64;
            default -> quantised(type);
        };
    }

    private static @Nullable BlockFormat quantised(GgmlType type) {
        return switch (type) {
            case Q4_0 -> new GgmlFormat(type, SmallBlocks::q40);
            case Q4_1 -> new GgmlFormat(type, SmallBlocks::q41);
            case Q5_0 -> new GgmlFormat(type, SmallBlocks::q50);
            case Q5_1 -> new GgmlFormat(type, SmallBlocks::q51);
            case Q8_0 -> new GgmlFormat(type, SmallBlocks::q80);
            case Q4_K -> new GgmlFormat(type, SuperBlocks::q4k);
            case Q5_K -> new GgmlFormat(type, SuperBlocks::q5k);
            case Q6_K -> new GgmlFormat(type, SuperBlocks::q6k);
            default -> null;
        };
    }

    @Override
    public int blockLength() {
        return type.blockLength();
    }

    @Override
    public int blockBytes() {
        return type.blockBytes();
    }

    @Override
    public void decode(ByteBuffer from, int blocks, float[] into) {
        for (int i = 0; i < blocks; i++) {
            decoder.decode(from, i * blockBytes(), into, i * blockLength());
        }
    }
}
