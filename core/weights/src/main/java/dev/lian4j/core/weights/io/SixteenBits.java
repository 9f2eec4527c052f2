package dev.lian4j.core.weights.io;

/** Floats of 16 bits, made to and from those of 32: IEEE 754's half precision, and bfloat16. */
public final class SixteenBits {

    /** The least number that rounds to infinity in half precision. */
    public static final float HALF_OVERFLOW = 65_520f;

    private static final int SIGN = 0x8000;
    private static final int HALF_EXPONENT = 0x7c00;
    private static final int FLOAT_EXPONENT = 0x7f80_0000;

    private SixteenBits() {}

    /** The number that these bits are in half precision. */
    public static float ofHalf(short bits) {
        // The exponent's bias differs by 112. Multiplying gets numbers below the normal ones right too.
        float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
        int whole = Float.floatToRawIntBits(magnitude) | (bits & SIGN) << 16;
        boolean infiniteOrNot = (bits & HALF_EXPONENT) == HALF_EXPONENT;
        return Float.intBitsToFloat(infiniteOrNot ? whole | FLOAT_EXPONENT : whole);
    }

    /** The nearest number in half precision, to even where two are as near; infinite from {@link #HALF_OVERFLOW} on. */
    public static short toHalf(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
        return (short) (sign | magnitudeToHalf(Math.abs(value)));
    }

    private static int magnitudeToHalf(float magnitude) {
        if (Float.isNaN(magnitude)) {
            return HALF_EXPONENT | 0x200;
        }
        if (magnitude >= HALF_OVERFLOW) {
            return HALF_EXPONENT;
        }
        if (magnitude < 0x1p-14f) {
            // Floats from a half on are 2^-24 apart, as halves below the normal ones are: the sum rounds as they do.
            return Float.floatToRawIntBits(magnitude + 0.5f) - Float.floatToRawIntBits(0.5f);
        }
        int bits = Float.floatToRawIntBits(magnitude);
        return (bits + 0xfff + (bits >>> 13 & 1) - (112 << 23)) >>> 13;
    }

    /** The number that these bits are as a bfloat16, the upper half of a float. */
    public static float ofBrain(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The nearest bfloat16, to even where two are as near. */
    public static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}
