package dev.lian4j.dataconnection.split;

/** Where a separator goes when a text is cut at it. */
public enum KeepSeparator {
    /** To the start of the piece after it. */
    START,
    /** To the end of the piece before it; right for full stops. */
    END,
    /** To neither; it stays inside a chunk that is made of both pieces. */
    NONE
}
