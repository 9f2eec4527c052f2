package dev.lian4j.dataconnection.store;

/** A row and its rank in one long, which compares as the rank does. */
final class RankedRow {

    private RankedRow() {}

    static long of(float rank, int row) {
        int bits = Float.floatToIntBits(rank);
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ordered << 32) | row;
    }

    static int row(long ranked) {
        return (int) ranked;
    }

    static float rank(long ranked) {
        int ordered = (int) (ranked >> 32);
        return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
    }
}
