package dev.lian4j.core.weights;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The weights of a model in a file or several: tensors by their Hugging Face names, read as 32-bit floats whatever the
 * file holds. Opening reads only headers; numbers are read from a memory-mapped file when asked for. Thread safe, except
 * that {@link #close} must come last: reading from closed weights is an {@link IllegalStateException}.
 */
public interface Weights extends TensorSource, AutoCloseable {

    /** The tensors by name, in the order of the file; immutable. */
    Map<String, TensorInfo> tensors();

    /**
     * A tensor that can be read some rows at a time, and stays in the file as it is stored until then.
     *
     * @throws dev.lian4j.core.error.ModelException if there is no such tensor, or its type cannot be read
     */
    QuantizedTensor tensor(String name);

    @Override
    default void read(String name, FloatBuffer into) {
        QuantizedTensor tensor = tensor(name);
        tensor.read(0, tensor.info().rows(), into);
    }

    /** Lets go of the files. Unlike in {@link AutoCloseable}, no checked exception. */
    @Override
    void close();
}
