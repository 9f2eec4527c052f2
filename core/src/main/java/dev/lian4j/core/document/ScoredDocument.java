package dev.lian4j.core.document;

/**
 * A document that was found, and how well it fits.
 *
 * @param document the document
 * @param score higher is nearer; its scale is that of whoever searched
 */
public record ScoredDocument(Document document, double score) {}
