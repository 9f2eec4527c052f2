package dev.lian4j.core.weights.io;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class SixteenBitsTest {

    /** What IEEE 754 says that the bits are, in doubles. */
    private static double half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double magnitude = exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
        if (exponent == 31) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return bits >> 15 == 1 ? -magnitude : magnitude;
    }

    @Test
    void readsAllHalves() {
        for (int bits = 0; bits < 65_536; bits++) {
            assertThat(Double.compare(SixteenBits.ofHalf((short) bits), half(bits)))
                    .as("%x", bits)
                    .isZero();
        }
    }

    @Test
    void writesAllHalvesBack() {
        for (int bits = 0; bits < 65_536; bits++) {
            float value = SixteenBits.ofHalf((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(SixteenBits.toHalf(value)).isEqualTo((short) bits);
            }
        }
    }

    @Property
    void roundsToTheNearestHalf(@ForAll @FloatRange(min = -65_519f, max = 65_519f) float value) {
        int bits = Short.toUnsignedInt(SixteenBits.toHalf(value));
        double distance = Math.abs(half(bits) - value);

        for (int neighbour : new int[] {bits - 1, bits + 1}) {
            if ((neighbour & 0x7c00) != 0x7c00 && neighbour >>> 15 == bits >>> 15 && neighbour >= 0) {
                assertThat(distance).isLessThanOrEqualTo(Math.abs(half(neighbour) - value));
            }
        }
    }

    @Test
    void roundsHalvesInTheMiddleToEven() {
        assertThat(SixteenBits.toHalf(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
        assertThat(SixteenBits.toHalf(1 + 0x3p-11f)).isEqualTo((short) 0x3c02);
        assertThat(SixteenBits.toHalf(0x1p-25f)).isEqualTo((short) 0);
        assertThat(SixteenBits.toHalf(0x3p-25f)).isEqualTo((short) 2);
    }

    @Test
    void knowsInfinityAndWhatIsNoNumber() {
        assertThat(SixteenBits.toHalf(65_520f)).isEqualTo((short) 0x7c00);
        assertThat(SixteenBits.toHalf(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
        assertThat(SixteenBits.ofHalf(SixteenBits.toHalf(Float.NaN))).isNaN();
        assertThat(SixteenBits.ofBrain(SixteenBits.toBrain(Float.NaN))).isNaN();
        assertThat(SixteenBits.ofBrain(SixteenBits.toBrain(Float.intBitsToFloat(0x7f80_0001))))
                .isNaN();
    }

    @Property
    void roundsToTheNearestBrainFloat(@ForAll @FloatRange(min = -1e30f, max = 1e30f) float value) {
        short bits = SixteenBits.toBrain(value);
        double distance = Math.abs((double) SixteenBits.ofBrain(bits) - value);

        assertThat(distance).isLessThanOrEqualTo(Math.abs((double) SixteenBits.ofBrain((short) (bits + 1)) - value));
        assertThat(SixteenBits.toBrain(SixteenBits.ofBrain(bits))).isEqualTo(bits);
    }

    @Test
    void roundsBrainFloatsInTheMiddleToEven() {
        assertThat(SixteenBits.toBrain(Float.intBitsToFloat(0x3f80_8000))).isEqualTo((short) 0x3f80);
        assertThat(SixteenBits.toBrain(Float.intBitsToFloat(0x3f81_8000))).isEqualTo((short) 0x3f82);
        assertThat(SixteenBits.toBrain(Float.intBitsToFloat(0x3f80_8001))).isEqualTo((short) 0x3f81);
    }
}
