package dev.lian4j.prompts.select;

/** Checks of numbers that a caller gives. */
final class Counts {

    private Counts() {}

    static int positive(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + count);
        }
        return count;
    }
}
