package dev.lian4j.dataconnection.pgvector;

import java.util.regex.Pattern;

/** Vectors as pgvector writes them: {@code [1,0.5]}. */
final class VectorText {

    private static final Pattern COMMA = Pattern.compile(",");

    private VectorText() {}

    static String of(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 12).append('[');
        for (int d = 0; d < vector.length; d++) {
            text.append(d == 0 ? "" : ",").append(vector[d]);
        }
        return text.append(']').toString();
    }

    static float[] read(String text) {
        String[] numbers = COMMA.split(text.substring(1, text.length() - 1), -1);
        float[] vector = new float[numbers.length];
        for (int d = 0; d < numbers.length; d++) {
            vector[d] = Float.parseFloat(numbers[d]);
        }
        return vector;
    }
}
