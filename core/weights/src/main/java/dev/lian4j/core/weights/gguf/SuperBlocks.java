package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.weights.io.SixteenBits;
import java.nio.ByteBuffer;

/**
 * The "K" blocks of 256 numbers: smaller blocks, whose scales are quantised themselves. After the layouts in ggml's
 * {@code ggml-common.h}.
 */
final class SuperBlocks {

    private static final int SIZE = 256;

    private SuperBlocks() {}

    private static float half(ByteBuffer from, int at) {
        return SixteenBits.ofHalf(from.getShort(at));
    }

    /** d, dmin, 12 bytes with 8 scales and 8 minimums of 6 bits, 128 bytes of 4 bits: (d s) q - (dmin m). */
    static void q4k(ByteBuffer from, int at, float[] into, int to) {
        for (int block = 0; block < 8; block++) {
            float scale = half(from, at) * scale(from, at + 4, block);
            float least = half(from, at + 2) * least(from, at + 4, block);
            int bytes = at + 16 + block / 2 * 32;
            int shift = block % 2 * 4;
            for (int i = 0; i < 32; i++) {
                into[to + 32 * block + i] = scale * (from.get(bytes + i) >> shift & 15) - least;
            }
        }
    }

    /** As {@link #q4k}, with 32 bytes of fifth bits before the others: bit b of byte i is that of number i of block b. */
    static void q5k(ByteBuffer from, int at, float[] into, int to) {
        for (int block = 0; block < 8; block++) {
            float scale = half(from, at) * scale(from, at + 4, block);
            float least = half(from, at + 2) * least(from, at + 4, block);
            int bytes = at + 48 + block / 2 * 32;
            int shift = block % 2 * 4;
            for (int i = 0; i < 32; i++) {
                int fifth = from.get(at + 16 + i) >> block & 1;
                into[to + 32 * block + i] = scale * ((from.get(bytes + i) >> shift & 15) | fifth << 4) - least;
            }
        }
    }

    /** The first four scales are 6 bits of a byte; of the others the upper two bits are where those leave room. */
    private static int scale(ByteBuffer from, int at, int block) {
        return block < 4
                ? from.get(at + block) & 63
                : (from.get(at + block + 4) & 15) | (from.get(at + block - 4) >> 6 & 3) << 4;
    }

    private static int least(ByteBuffer from, int at, int block) {
        return block < 4
                ? from.get(at + block + 4) & 63
                : (from.get(at + block + 4) >> 4 & 15) | (from.get(at + block) >> 6 & 3) << 4;
    }

    /** 128 bytes of lower 4 bits, 64 of upper 2 bits, 16 scales of 8 bits, d: (d s) (q - 32). */
    static void q6k(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at + 208);
        for (int i = 0; i < SIZE; i++) {
            int side = i / 128; // the two halves are laid out alike
            int quarter = i % 128 / 32;
            int column = i % 32;
            int low = from.get(at + 64 * side + quarter % 2 * 32 + column) >> (quarter / 2 * 4) & 15;
            int high = from.get(at + 128 + 32 * side + column) >> (2 * quarter) & 3;
            into[to + i] = d * from.get(at + 192 + i / 16) * ((low | high << 4) - 32);
        }
    }
}
