package dev.lian4j.dataconnection.load;

/**
 * What is shown for a time.
 *
 * @param start when it comes, in milliseconds
 * @param end when it goes
 * @param speaker who says it, or nothing
 */
record Cue(long start, long end, String speaker, String text) {}
