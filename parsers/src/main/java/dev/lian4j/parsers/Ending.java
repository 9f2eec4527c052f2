package dev.lian4j.parsers;

/** What to make of a text that ends before its JSON does. */
enum Ending {
    /** The text is known to be cut: nothing may be missing. */
    CLOSED,
    /** Only closing brackets may be missing, after a whole value. */
    UNCLOSED,
    /** Anything may be missing: the text is still coming, and nothing is decided that the rest may change. */
    PARTIAL
}
