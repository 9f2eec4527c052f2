package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.dataconnection.store.Metric;

/** pgvector's operators for a metric: the lower their value, the nearer. */
enum Distance {
    COSINE("<=>", "cosine"),
    EUCLIDEAN("<->", "l2"),
    DOT("<#>", "ip");

    private final String operator;
    private final String name;

    Distance(String operator, String name) {
        this.operator = operator;
        this.name = name;
    }

    static Distance of(Metric metric) {
        return valueOf(metric.name());
    }

    String operator() {
        return operator;
    }

    /** The operator class of an index over this type. */
    String operatorClass(String type) {
        return type + "_" + name + "_ops";
    }

    /** The score that {@link Metric} defines. */
    double score(double distance) {
        return switch (this) {
            case COSINE -> Math.max(-1, Math.min(1, 1 - distance));
            case EUCLIDEAN -> 1 / (1 + distance);
            case DOT -> -distance;
        };
    }
}
