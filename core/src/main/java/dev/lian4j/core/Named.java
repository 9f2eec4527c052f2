package dev.lian4j.core;

import org.jspecify.annotations.Nullable;

/** A step under another name. */
record Named<I extends @Nullable Object, O extends @Nullable Object>(Chain<I, O> chain, String name)
        implements Chain<I, O> {

    @Override
    public O invoke(I input, Run run) {
        return chain.invoke(input, run);
    }

    @Override
    public StepKind kind() {
        return chain.kind();
    }

    @Override
    public boolean streams() {
        return chain.streams();
    }
}
