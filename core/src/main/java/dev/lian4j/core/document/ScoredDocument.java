package dev.lian4j.core.document;

import org.jspecify.annotations.Nullable;

/**
 * A document that was found, and how well it fits.
 *
 * @param document the document
 * @param score higher is nearer; its scale is that of whoever searched
 * @param vector the document's vector, where it was asked for and the store has it; {@code float[dimension]}
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are float[] all over; lists of them would box
public record ScoredDocument(Document document, double score, float @Nullable [] vector) {

    /** A document without its vector. */
    public ScoredDocument(Document document, double score) {
        this(document, score, null);
    }
}
