package dev.lian4j.memory;

/** Numbers that make sense. */
final class Checks {

    private Checks() {}

    static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }
}
