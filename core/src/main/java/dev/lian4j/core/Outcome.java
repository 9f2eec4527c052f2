package dev.lian4j.core;

import dev.lian4j.core.error.LianException;
import org.jspecify.annotations.Nullable;

/** What became of one input of a batch: its result or its error. */
public sealed interface Outcome<O extends @Nullable Object> {

    /**
     * The result, or the error thrown.
     *
     * @throws RuntimeException the error of this input, as the chain threw it
     */
    O get();

    /**
     * A result.
     *
     * @param value what the chain gave
     */
    record Success<O extends @Nullable Object>(O value) implements Outcome<O> {
        @Override
        public O get() {
            return value;
        }
    }

    /**
     * A failure.
     *
     * @param error what the chain threw
     */
    record Failure<O extends @Nullable Object>(Throwable error) implements Outcome<O> {
        @Override
        public O get() {
            if (error instanceof RuntimeException e) {
                throw e;
            }
            if (error instanceof Error e) {
                throw e;
            }
            throw new LianException("A step failed: " + error, error);
        }
    }
}
