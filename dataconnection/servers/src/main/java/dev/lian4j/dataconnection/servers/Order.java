package dev.lian4j.dataconnection.servers;

import java.util.Locale;

/** The four ways to be ordered. */
enum Order {
    GT(">"),
    GTE(">="),
    LT("<"),
    LTE("<=");

    private final String sign;

    Order(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** As most query languages call it: {@code gte}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isLess() {
        return this == LT || this == LTE;
    }

    /** What holds of two that can be compared where this does not. */
    Order opposite() {
        return switch (this) {
            case GT -> LTE;
            case GTE -> LT;
            case LT -> GTE;
            case LTE -> GT;
        };
    }
}
