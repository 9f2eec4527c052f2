package dev.lian4j.core.weights;

import java.nio.FloatBuffer;

/**
 * A tensor as it is stored (quantised, 16-bit or 32-bit), of which some rows at a time are made to 32-bit floats: what
 * training over a quantised base needs. Holds no copy of its numbers. Thread safe.
 */
public interface QuantizedTensor {

    /** Its name, shape and type. */
    TensorInfo info();

    /** The bytes it takes as it is stored. */
    long bytes();

    /**
     * Puts the numbers of {@code count} rows from {@code first} on at the buffer's position, which moves behind them.
     *
     * @throws IndexOutOfBoundsException if the tensor has no such rows
     * @throws IllegalArgumentException if the buffer has too little room
     */
    void read(long first, long count, FloatBuffer into);
}
