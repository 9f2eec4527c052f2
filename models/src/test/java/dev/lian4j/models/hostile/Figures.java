package dev.lian4j.models.hostile;

import java.util.Arrays;

/** What is measured on the way, printed and never asserted: how fast a machine is says nothing of a fault. */
final class Figures {

    /** Whether the long forms run. */
    static final boolean LONG = Boolean.getBoolean("lian4j.long");

    private Figures() {}

    static int times(int often, int ifLong) {
        return LONG ? ifLong : often;
    }

    static void print(String what, long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "FIGURE %s: n=%d p50=%.1f ms p99=%.1f ms max=%.1f ms%n",
                what, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * (sorted.length - 1))] / 1e6;
    }
}
