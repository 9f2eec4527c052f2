package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.function.UnaryOperator;

/**
 * The place of a projection in a model, where fine-tuning puts its own: LoRA adds to what the model's gives, an adapter
 * works on it, a quantised weight stands for it. Not thread safe while being changed.
 */
public final class LinearSlot implements Linear {

    private final String name;
    private final int in;
    private final int out;
    private final Linear base;
    private Linear current;

    LinearSlot(String name, int in, int out, Linear base) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.base = base;
        this.current = base;
    }

    /** Hugging Face's name of it, such as {@code model.layers.0.self_attn.q_proj}; the weight's without its end. */
    public String name() {
        return name;
    }

    /** Numbers that go in. */
    public int in() {
        return in;
    }

    /** Numbers that come out. */
    public int out() {
        return out;
    }

    /** The model's own. */
    public Linear base() {
        return base;
    }

    /** What is there now. */
    public Linear current() {
        return current;
    }

    /** Puts something around what is there now; several lie on top of each other. */
    public void wrap(UnaryOperator<Linear> wrapping) {
        current = wrapping.apply(current);
    }

    /** Puts this there instead of whatever is there. */
    public void replace(Linear linear) {
        current = linear;
    }

    /** Puts the model's own back. */
    public void restore() {
        current = base;
    }

    @Override
    public Tensor apply(Tensor x) {
        return current.apply(x);
    }

    @Override
    public float[] apply(TensorEngine engine, float[] row) {
        return current.apply(engine, row);
    }

    @Override
    public String toString() {
        return name + "[" + out + ", " + in + "]";
    }
}
