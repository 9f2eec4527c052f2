package dev.lian4j.core;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plain function as a step. */
record Mapped<I extends @Nullable Object, O extends @Nullable Object>(Function<? super I, ? extends O> function)
        implements Chain<I, O> {

    @Override
    public O invoke(I input, Run run) {
        return function.apply(input);
    }

    @Override
    public String name() {
        return Names.of(function.getClass());
    }
}
