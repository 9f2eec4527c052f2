package dev.lian4j.core;

import org.jspecify.annotations.Nullable;

/**
 * Something around a chain: retry, fallback, cache, limit, timing. May call {@code next} never, once or often.
 *
 * @param <I> the chain's input
 * @param <O> the chain's output
 */
@FunctionalInterface
public interface Interceptor<I extends @Nullable Object, O extends @Nullable Object> {

    /** Does the chain's work, by {@code next} or otherwise. */
    O around(I input, Run run, Chain<I, O> next);

    /** Whether what this makes of the chain hands on its result in pieces; as the chain does, unless it says otherwise. */
    default boolean streams(Chain<I, O> next) {
        return next.streams();
    }
}
