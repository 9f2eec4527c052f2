package dev.lian4j.models.testing;

import dev.lian4j.core.model.EmbeddingModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;

/**
 * An embedding model that calls nobody: vectors of length 1 that depend on the text only, the same in every JVM. Equal
 * texts have equal vectors, others are near nothing. LangChain's {@code DeterministicFakeEmbedding}. Thread safe.
 */
public final class FakeEmbeddings implements EmbeddingModel {

    private final int dimension;

    private FakeEmbeddings(int dimension) {
        this.dimension = dimension;
    }

    /** Vectors of so many numbers. */
    public static FakeEmbeddings of(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1, was " + dimension);
        }
        return new FakeEmbeddings(dimension);
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return texts.stream().map(this::vector).toList();
    }

    private float[] vector(String text) {
        Random random = new Random(seed(text));
        double[] raw = random.doubles(dimension, -1, 1).toArray();
        double length = 0;
        for (double value : raw) {
            length += value * value;
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (raw[i] / Math.sqrt(length));
        }
        return vector;
    }

    private static long seed(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
