package dev.lian4j.testing.worker;

/** How the reading of a file ended. */
public enum Outcome {
    /** The handler returned. */
    OK(false),
    /** It threw an exception of the promised packages. */
    TYPED(false),
    /** It threw anything else. */
    UNTYPED(true),
    /** It took longer than the limit and its JVM was killed. */
    HUNG(true),
    /** The heap was full. */
    MEMORY(true),
    /** The stack was full. */
    STACK(true),
    /** Its JVM ended by itself. */
    CRASHED(true);

    private final boolean bad;

    Outcome(boolean bad) {
        this.bad = bad;
    }

    /** Whether this must never happen, whatever the file. */
    public boolean bad() {
        return bad;
    }
}
