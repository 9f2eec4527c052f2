package dev.lian4j.core.weights;

import java.nio.FloatBuffer;

/** Gives the numbers of tensors by name: a file of weights, or a model that is to be written to one. */
@FunctionalInterface
public interface TensorSource {

    /**
     * Puts all numbers of a tensor, as 32-bit floats and row by row, at the buffer's position, which moves behind them.
     *
     * @param into may be direct or on the heap; has room for the tensor
     * @throws dev.lian4j.core.error.ModelException if there is no such tensor, or its numbers cannot be read
     * @throws IllegalArgumentException if the buffer has too little room
     */
    void read(String name, FloatBuffer into);
}
