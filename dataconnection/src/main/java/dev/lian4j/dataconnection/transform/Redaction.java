package dev.lian4j.dataconnection.transform;

/**
 * A place in a text that a {@link Redactor} takes out.
 *
 * @param label what stands there, such as {@code EMAIL}
 * @param from where it starts, in UTF-16 characters from 0
 * @param to where it ends, exclusive
 */
public record Redaction(String label, int from, int to) {}
