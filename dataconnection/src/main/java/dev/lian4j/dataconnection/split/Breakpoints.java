package dev.lian4j.dataconnection.split;

import java.util.Arrays;

/** Reckons which distances between neighbours are great, as NumPy does. Arrays are {@code double[sentences - 1]}. */
final class Breakpoints {

    private Breakpoints() {}

    /** The measure of each distance that is compared with the threshold. */
    static double[] measures(BreakpointType type, double[] distances) {
        return type == BreakpointType.GRADIENT ? gradient(distances) : distances;
    }

    /** The measure above which a text is cut. */
    static double threshold(BreakpointType type, double amount, double[] measures) {
        return switch (type) {
            case PERCENTILE, GRADIENT -> percentile(measures, amount);
            case STANDARD_DEVIATION -> mean(measures) + amount * deviation(measures);
            case INTERQUARTILE -> mean(measures) + amount * (percentile(measures, 75) - percentile(measures, 25));
        };
    }

    /** The threshold that leaves about so many chunks. */
    static double thresholdFor(int chunks, double[] distances) {
        double wanted = Math.max(Math.min(chunks, distances.length), 1);
        double percent = distances.length == 1 ? 100 : 100 - (wanted - 1) * 100 / (distances.length - 1);
        return percentile(distances, Math.min(Math.max(percent, 0), 100));
    }

    /** Between two values in a straight line. */
    static double percentile(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    /** Half the step over both neighbours; the whole step at the ends. */
    static double[] gradient(double[] values) {
        double[] gradient = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int before = Math.max(i - 1, 0);
            int after = Math.min(i + 1, values.length - 1);
            gradient[i] = (values[after] - values[before]) / (after - before);
        }
        return gradient;
    }
}
