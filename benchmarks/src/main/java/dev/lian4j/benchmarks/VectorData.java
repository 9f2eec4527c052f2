package dev.lian4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Vectors of length 1 that are spread as embeddings are: around 2,000 centres, with noise that is less in each further
 * dimension. The same for the same seed.
 */
public final class VectorData {

    static final int DIMENSION = 384;
    private static final int CENTRES = 2000;

    private VectorData() {}

    /** As many of them. */
    public static List<float[]> of(int count, long seed) {
        Random centreRandom = new Random(42);
        float[][] centres = new float[CENTRES][DIMENSION];
        for (float[] centre : centres) {
            addNoise(centre, centreRandom, 1, 0);
        }
        Random random = new Random(seed);
        return Stream.generate(() -> vector(centres, random)).limit(count).toList();
    }

    private static float[] vector(float[][] centres, Random random) {
        float[] vector = centres[random.nextInt(CENTRES)].clone();
        addNoise(vector, random, 1, 0.05);
        double length = Math.sqrt(squares(vector));
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = (float) (vector[d] / length);
        }
        return vector;
    }

    private static void addNoise(float[] vector, Random random, double size, double decay) {
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] += (float) (random.nextGaussian() * size / Math.sqrt(1 + decay * d));
        }
    }

    private static double squares(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return squares;
    }

    /** Writes vectors as floats, little-endian, for other programs. */
    static void write(Path file, List<float[]> vectors) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (float[] vector : vectors) {
                bytes.clear().asFloatBuffer().put(vector);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }

    /** Which part of the right ones were found, on average. */
    static double recall(List<int[]> right, List<int[]> found) {
        long hits = 0;
        for (int i = 0; i < right.size(); i++) {
            int[] wanted = right.get(i);
            hits += Arrays.stream(found.get(i))
                    .filter(row -> Arrays.stream(wanted).anyMatch(each -> each == row))
                    .count();
        }
        return hits / (double) right.stream().mapToInt(each -> each.length).sum();
    }
}
