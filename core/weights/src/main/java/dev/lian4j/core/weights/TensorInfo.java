package dev.lian4j.core.weights;

import java.util.List;

/**
 * What a file tells of one of its tensors.
 *
 * @param name its name, as in Hugging Face's model, such as {@code model.layers.0.self_attn.q_proj.weight}
 * @param shape its lengths, the slowest running first ({@code [rows, columns]}); empty for a single number
 * @param type how its numbers are stored, such as {@code F32}, {@code BF16} or {@code Q4_K}
 */
public record TensorInfo(String name, List<Long> shape, String type) {

    /**
     * Copies the shape.
     *
     * @throws IllegalArgumentException if a length is negative, or there are more numbers than a {@code long} counts
     */
    public TensorInfo {
        shape = List.copyOf(shape);
        count(name, shape);
    }

    /** How many numbers it has. */
    public long size() {
        return count(name, shape);
    }

    /** Its first length; 1 for a single number. */
    public long rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    /** How many numbers a row has: all the lengths but the first, multiplied. */
    public long columns() {
        return shape.isEmpty() ? 1 : count(name, shape.subList(1, shape.size()));
    }

    private static long count(String name, List<Long> lengths) {
        try {
            long count = 1;
            for (long length : lengths) {
                if (length < 0) {
                    throw new ArithmeticException("negative");
                }
                count = Math.multiplyExact(count, length);
            }
            return count;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("No tensor can have the shape " + lengths + " ('" + name + "')", e);
        }
    }
}
