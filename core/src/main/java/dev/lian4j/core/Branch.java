package dev.lian4j.core;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of two steps. */
record Branch<I, O extends @Nullable Object>(
        Predicate<? super I> condition, Chain<? super I, ? extends O> whenTrue, Chain<? super I, ? extends O> otherwise)
        implements Chain<I, O> {

    @Override
    public O invoke(I input, Run run) {
        return condition.test(input) ? run.call(whenTrue, input) : run.call(otherwise, input);
    }

    @Override
    public boolean streams() {
        return whenTrue.streams() || otherwise.streams();
    }
}
