package dev.lian4j.parsers.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a tool does.
 *
 * @param <A> its arguments
 */
@FunctionalInterface
public interface ToolFunction<A> {

    /**
     * Does it. A {@code String} is told to the model as it is, anything else as JSON.
     *
     * @throws Exception if it cannot be done; the model is told why
     */
    @Nullable
    Object apply(A arguments) throws Exception;
}
