package dev.lian4j.dataconnection.lucene;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the longs and the doubles lie that a comparison with some number allows. Asks the comparison itself about the
 * numbers next to the bound, so that a long, a double and a BigDecimal are compared exactly as filters compare them.
 */
final class NumberBounds {

    private NumberBounds() {}

    /** The double nearest to a number, as its decimal text says. */
    static double nearestDouble(Number number) {
        return Double.isFinite(number.doubleValue())
                ? Double.parseDouble(new BigDecimal(number.toString()).toString())
                : number.doubleValue();
    }

    /** A long at most one off the number, or the end of the longs on its side. */
    static long nearestLong(Number number) {
        double rough = number.doubleValue();
        return Math.abs(rough) <= 0x1p63 ? within(new BigDecimal(number.toString()).toBigInteger()) : (long) rough;
    }

    private static long within(BigInteger number) {
        return number.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    /** The least double that is allowed, where all above it are; null where there is none. */
    static @Nullable Double least(double near, Predicate<Object> allowed) {
        return edge(near, allowed, Math::nextDown, Math::nextUp);
    }

    /** The greatest double that is allowed, where all below it are; null where there is none. */
    static @Nullable Double greatest(double near, Predicate<Object> allowed) {
        return edge(near, allowed, Math::nextUp, Math::nextDown);
    }

    /** The least long that is allowed. */
    static @Nullable Long least(long near, Predicate<Object> allowed) {
        return edge(near, allowed, NumberBounds::before, NumberBounds::after);
    }

    /** The greatest long that is allowed. */
    static @Nullable Long greatest(long near, Predicate<Object> allowed) {
        return edge(near, allowed, NumberBounds::after, NumberBounds::before);
    }

    /** Zero and minus zero are equal, but not to Lucene. */
    static double oneZero(double number) {
        return number + 0.0;
    }

    private static long before(long number) {
        return number == Long.MIN_VALUE ? number : number - 1;
    }

    private static long after(long number) {
        return number == Long.MAX_VALUE ? number : number + 1;
    }

    private static <T> @Nullable T edge(
            T near, Predicate<Object> allowed, UnaryOperator<T> outward, UnaryOperator<T> inward) {
        T at = near;
        for (T next = outward.apply(at); !next.equals(at) && allowed.test(next); next = outward.apply(at)) {
            at = next;
        }
        while (!allowed.test(at)) {
            T next = inward.apply(at);
            if (next.equals(at)) {
                return null;
            }
            at = next;
        }
        return at;
    }
}
