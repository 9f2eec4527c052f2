package dev.lian4j.dataconnection.store;

/**
 * How near single vectors are, as a number that is higher the nearer they are. Sums are split into independent ones, which
 * a processor adds side by side; four vectors at a time, so that it also waits for their memory side by side.
 */
final class Similarity {

    private final Metric metric;

    Similarity(Metric metric) {
        this.metric = metric;
    }

    Metric metric() {
        return metric;
    }

    float rank(float[] a, float[] b) {
        return safe(metric == Metric.EUCLIDEAN ? distance(a, b) : product(a, b), a, b);
    }

    /** The ranks of these of the vectors. */
    void ranks(float[] query, float[][] vectors, int[] chosen, int count, float[] ranks) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            four(query, vectors, chosen, i, ranks);
        }
        for (; i < count; i++) {
            ranks[i] = rank(query, vectors[chosen[i]]);
        }
    }

    private void four(float[] query, float[][] vectors, int[] chosen, int at, float[] ranks) {
        float[] a = vectors[chosen[at]];
        float[] b = vectors[chosen[at + 1]];
        float[] c = vectors[chosen[at + 2]];
        float[] d = vectors[chosen[at + 3]];
        if (metric == Metric.EUCLIDEAN) {
            distances(query, a, b, c, d, ranks, at);
        } else {
            products(query, a, b, c, d, ranks, at);
        }
        ranks[at] = safe(ranks[at], query, a);
        ranks[at + 1] = safe(ranks[at + 1], query, b);
        ranks[at + 2] = safe(ranks[at + 2], query, c);
        ranks[at + 3] = safe(ranks[at + 3], query, d);
    }

    /** Where floats overflow, doubles do not; what is left infinite still compares. */
    private float safe(float rank, float[] a, float[] b) {
        return Float.isFinite(rank) ? rank : (float) metric.rank(a, b);
    }

    private static float product(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static float distance(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        int i = 0;
        for (; i + 2 <= a.length; i += 2) {
            float x0 = a[i] - b[i];
            float x1 = a[i + 1] - b[i + 1];
            s0 += x0 * x0;
            s1 += x1 * x1;
        }
        for (; i < a.length; i++) {
            s0 += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return -(s0 + s1);
    }

    private static void products(float[] q, float[] a, float[] b, float[] c, float[] d, float[] ranks, int at) {
        float a0 = 0;
        float a1 = 0;
        float b0 = 0;
        float b1 = 0;
        float c0 = 0;
        float c1 = 0;
        float d0 = 0;
        float d1 = 0;
        int i = 0;
        for (; i + 2 <= q.length; i += 2) {
            float q0 = q[i];
            float q1 = q[i + 1];
            a0 += q0 * a[i];
            a1 += q1 * a[i + 1];
            b0 += q0 * b[i];
            b1 += q1 * b[i + 1];
            c0 += q0 * c[i];
            c1 += q1 * c[i + 1];
            d0 += q0 * d[i];
            d1 += q1 * d[i + 1];
        }
        for (; i < q.length; i++) {
            a0 += q[i] * a[i];
            b0 += q[i] * b[i];
            c0 += q[i] * c[i];
            d0 += q[i] * d[i];
        }
        ranks[at] = a0 + a1;
        ranks[at + 1] = b0 + b1;
        ranks[at + 2] = c0 + c1;
        ranks[at + 3] = d0 + d1;
    }

    private static void distances(float[] q, float[] a, float[] b, float[] c, float[] d, float[] ranks, int at) {
        float a0 = 0;
        float b0 = 0;
        float c0 = 0;
        float d0 = 0;
        for (int i = 0; i < q.length; i++) {
            float x = q[i];
            float xa = x - a[i];
            float xb = x - b[i];
            float xc = x - c[i];
            float xd = x - d[i];
            a0 += xa * xa;
            b0 += xb * xb;
            c0 += xc * xc;
            d0 += xd * xd;
        }
        ranks[at] = -a0;
        ranks[at + 1] = -b0;
        ranks[at + 2] = -c0;
        ranks[at + 3] = -d0;
    }
}
