package dev.lian4j.core.weights.gguf;

/**
 * An array among the metadata, of which only the length is kept.
 *
 * @param length its elements
 */
public record GgufArray(long length) {}
