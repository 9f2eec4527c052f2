package dev.lian4j.parsers;

/**
 * The text is not even nearly JSON from here on. Without a stack trace, since prose with many braces makes many of
 * them; never leaves this package.
 */
final class Broken extends Exception {

    private final int at;
    private final boolean deep;

    private Broken(int at, String what, boolean deep) {
        super(what, null, false, false);
        this.at = at;
        this.deep = deep;
    }

    static Broken at(int at, String what) {
        return new Broken(at, what, false);
    }

    static Broken tooDeep(int at) {
        return new Broken(at, "nested deeper than " + TolerantReader.MAX_DEPTH + " levels", true);
    }

    /** The offset in the text. */
    int at() {
        return at;
    }

    /** Whether the text is an attack rather than prose: no use looking on. */
    boolean isDeep() {
        return deep;
    }
}
