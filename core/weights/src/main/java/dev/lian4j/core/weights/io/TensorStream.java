package dev.lian4j.core.weights.io;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.TensorSource;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes tensors one after the other, so that only the largest is ever in memory. Not thread safe. */
public final class TensorStream {

    private final TensorSource source;
    private FloatBuffer buffer = FloatBuffer.allocate(0);

    /** A stream of the tensors of a source. */
    public TensorStream(TensorSource source) {
        this.source = source;
    }

    /**
     * Checks what is to be written: each name once, types that are written, at most 2^31 numbers a tensor.
     *
     * @throws IllegalArgumentException if something is wrong with it
     */
    public static void check(List<TensorInfo> tensors) {
        Set<String> names = new HashSet<>();
        for (TensorInfo tensor : tensors) {
            WriteFormat.of(tensor.type());
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("The tensor '" + tensor.name() + "' is to be written twice");
            }
            if (tensor.size() > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("The tensor '" + tensor.name() + "' of the shape " + tensor.shape()
                        + " is too large to be written in one piece");
            }
        }
    }

    /** The bytes that a tensor takes. */
    public static long bytes(TensorInfo tensor) {
        return tensor.size() * WriteFormat.of(tensor.type()).bytes();
    }

    /**
     * Writes the numbers of a tensor in its type.
     *
     * @throws ModelException if the source gives too few numbers, or the type cannot hold one
     */
    public void write(TensorInfo tensor, WeightsOutput out) throws IOException {
        FloatBuffer numbers = read(tensor);
        try {
            out.floats(numbers, WriteFormat.of(tensor.type()));
        } catch (ArithmeticException e) {
            throw new ModelException(
                    "Cannot write the tensor '" + tensor.name() + "': " + e.getMessage(),
                    ModelException.Details.NONE,
                    e);
        }
    }

    private FloatBuffer read(TensorInfo tensor) {
        int size = (int) tensor.size();
        if (buffer.capacity() < size) {
            buffer = FloatBuffer.allocate(size);
        }
        FloatBuffer numbers = buffer.clear().limit(size);
        source.read(tensor.name(), numbers);
        if (numbers.hasRemaining()) {
            throw new ModelException("The tensor '" + tensor.name() + "' of the shape " + tensor.shape() + " was given "
                    + numbers.position() + " numbers");
        }
        return numbers.flip();
    }
}
