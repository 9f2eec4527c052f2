package dev.lian4j.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step for each element of a list. */
record Each<I extends @Nullable Object, O extends @Nullable Object>(Chain<I, O> step, int parallelism)
        implements Chain<List<I>, List<O>> {

    Each {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
    }

    @Override
    public List<O> invoke(List<I> inputs, Run run) {
        return Fork.all(inputs, run.muted(), parallelism, (input, forked) -> forked.call(step, input));
    }
}
