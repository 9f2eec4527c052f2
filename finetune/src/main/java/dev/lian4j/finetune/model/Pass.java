package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import java.util.Optional;

/**
 * What all blocks of one way through a model share. Made by {@link CausalLm#pass}; lives in the scope that was open then.
 */
public final class Pass {

    private final Rotation rotation;
    private final Optional<Tensor> mask;
    private final Optional<Tensor> windowMask;
    private final AttentionMemory memory;

    Pass(Rotation rotation, Optional<Tensor> mask, Optional<Tensor> windowMask, AttentionMemory memory) {
        this.rotation = rotation;
        this.mask = mask;
        this.windowMask = windowMask;
        this.memory = memory;
    }

    Rotation rotation() {
        return rotation;
    }

    /** Of a layer that sees so many tokens; 0 for all. */
    Optional<Tensor> mask(int window) {
        return window == 0 ? mask : windowMask;
    }

    AttentionMemory memory() {
        return memory;
    }
}
