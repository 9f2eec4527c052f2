package dev.lian4j.core.weights;

import java.nio.FloatBuffer;
import java.util.List;

/** A small tensor in memory, such as one of an adapter. Its numbers are not copied: whoever has it may change them. */
public final class FloatTensor {

    private final List<Long> shape;
    private final float[] values;

    private FloatTensor(List<Long> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    /**
     * A tensor of these numbers, row by row.
     *
     * @throws IllegalArgumentException if the shape asks for another number of them
     */
    public static FloatTensor of(List<Long> shape, float... values) {
        long size = new TensorInfo("", shape, "F32").size();
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "A tensor of the shape " + shape + " has " + size + " numbers, not " + values.length);
        }
        return new FloatTensor(shape, values);
    }

    /**
     * Reads a whole tensor of weights into memory.
     *
     * @throws dev.lian4j.core.error.ModelException if there is no such tensor, or its type cannot be read
     * @throws IllegalArgumentException if it has more numbers than an array holds
     */
    public static FloatTensor read(Weights weights, String name) {
        QuantizedTensor tensor = weights.tensor(name);
        long size = tensor.info().size();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("'" + name + "' has " + size + " numbers, too many for one array");
        }
        float[] values = new float[(int) size];
        tensor.read(0, tensor.info().rows(), FloatBuffer.wrap(values));
        return new FloatTensor(tensor.info().shape(), values);
    }

    /** Its lengths, the slowest running first. */
    public List<Long> shape() {
        return shape;
    }

    /** Its numbers, row by row; not a copy. */
    public float[] values() {
        return values;
    }

    /** How a file tells of it, under a name and in a type. */
    public TensorInfo info(String name, String type) {
        return new TensorInfo(name, shape, type);
    }

    @Override
    public String toString() {
        return "FloatTensor" + shape;
    }
}
