package dev.lian4j.testing.process;

import java.util.Random;

/** Chance that can be repeated. */
public final class Seeds {

    private static final String PROPERTY = "lian4j.seed";

    private Seeds() {}

    /** The seed of system property {@code lian4j.seed}, else a new one; printed, so that a failing run can be repeated. */
    public static long next(String what) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(what + ": -D" + PROPERTY + "=" + seed);
        return seed;
    }

    /** Chance from {@link #next}. */
    public static Random random(String what) {
        return new Random(next(what));
    }
}
