package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.weights.io.SixteenBits;
import java.nio.ByteBuffer;

/**
 * Blocks of 32 numbers: a scale, for some a least number, and 4, 5 or 8 bits each. After the layouts in ggml's
 * {@code ggml-common.h}. Of 4 bits, the first half of a block is in the lower halves of its bytes, the second in the upper.
 */
final class SmallBlocks {

    private static final int HALF = 16;

    private SmallBlocks() {}

    private static float half(ByteBuffer from, int at) {
        return SixteenBits.ofHalf(from.getShort(at));
    }

    /** (q - 8) d. */
    static void q40(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at);
        for (int i = 0; i < HALF; i++) {
            int pair = from.get(at + 2 + i);
            into[to + i] = ((pair & 15) - 8) * d;
            into[to + HALF + i] = ((pair >> 4 & 15) - 8) * d;
        }
    }

    /** q d + m. */
    static void q41(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at);
        float m = half(from, at + 2);
        for (int i = 0; i < HALF; i++) {
            int pair = from.get(at + 4 + i);
            into[to + i] = (pair & 15) * d + m;
            into[to + HALF + i] = (pair >> 4 & 15) * d + m;
        }
    }

    /** (q - 16) d; the fifth bits of all 32 are together in 4 bytes. */
    static void q50(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at);
        int fifth = from.getInt(at + 2);
        for (int i = 0; i < HALF; i++) {
            int pair = from.get(at + 6 + i);
            into[to + i] = (low(pair, fifth, i) - 16) * d;
            into[to + HALF + i] = (high(pair, fifth, i) - 16) * d;
        }
    }

    /** q d + m; the fifth bits of all 32 are together in 4 bytes. */
    static void q51(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at);
        float m = half(from, at + 2);
        int fifth = from.getInt(at + 4);
        for (int i = 0; i < HALF; i++) {
            int pair = from.get(at + 8 + i);
            into[to + i] = low(pair, fifth, i) * d + m;
            into[to + HALF + i] = high(pair, fifth, i) * d + m;
        }
    }

    private static int low(int pair, int fifth, int i) {
        return (pair & 15) | (fifth >>> i & 1) << 4;
    }

    private static int high(int pair, int fifth, int i) {
        return (pair >> 4 & 15) | (fifth >>> (HALF + i) & 1) << 4;
    }

    /** q d. */
    static void q80(ByteBuffer from, int at, float[] into, int to) {
        float d = half(from, at);
        for (int i = 0; i < 2 * HALF; i++) {
            into[to + i] = from.get(at + 2 + i) * d;
        }
    }
}
