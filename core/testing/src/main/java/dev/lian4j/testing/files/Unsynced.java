package dev.lian4j.testing.files;

/** What a power cut does to names and bytes that were not forced to the disk; a real one may do any of these. */
public enum Unsynced {
    /** Bytes are as they were last forced, and names as their folder was last forced. */
    LOST,
    /** Names are as they were, bytes as they were last forced: a file that was renamed too early is empty. */
    CUT,
    /** Names and lengths are as they were, but bytes that differ from what was forced are zero. */
    ZEROED,
    /** All is as it was: what a killed process leaves. */
    KEPT
}
