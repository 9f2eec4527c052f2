package dev.lian4j.core;

import org.jspecify.annotations.Nullable;

/** A step with something around it; transparent to traces. */
record Intercepted<I extends @Nullable Object, O extends @Nullable Object>(
        Chain<I, O> chain, Interceptor<I, O> interceptor) implements Chain<I, O> {

    @Override
    public O invoke(I input, Run run) {
        return interceptor.around(input, run, chain);
    }

    @Override
    public String name() {
        return chain.name();
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
