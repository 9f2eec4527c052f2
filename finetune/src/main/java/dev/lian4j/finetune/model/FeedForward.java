package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;

/** SwiGLU: {@code down(silu(gate(x)) up(x))}. */
record FeedForward(Linear gate, Linear up, Linear down) {

    static FeedForward of(int layer, Parts parts) {
        String name = ParameterShapes.layer(layer) + ".mlp.";
        return new FeedForward(
                parts.linear(name + "gate_proj"), parts.linear(name + "up_proj"), parts.linear(name + "down_proj"));
    }

    Tensor apply(Tensor x) {
        return down.apply(gate.apply(x).silu().multiply(up.apply(x)));
    }
}
