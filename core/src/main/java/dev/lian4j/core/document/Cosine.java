package dev.lian4j.core.document;

/** The cosine of the angle between two vectors, reckoned in double. */
public final class Cosine {

    private Cosine() {}

    /** From -1 to 1; 0 where one is all zeros. Both are {@code float[dimension]}. */
    public static double of(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int d = 0; d < a.length; d++) {
            product += (double) a[d] * b[d];
            squaresA += (double) a[d] * a[d];
            squaresB += (double) b[d] * b[d];
        }
        return squaresA == 0 || squaresB == 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
    }
}
