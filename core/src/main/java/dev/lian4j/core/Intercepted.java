package dev.lian4j.core;

import org.jspecify.annotations.Nullable;

/**
 * A step with something around it. In traces a node of the step's name, and below it the step itself, as often as it was
 * called. The node is a plain chain, so that those who count the calls of models count each once.
 */
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
    public boolean streams() {
        return interceptor.streams(chain);
    }
}
