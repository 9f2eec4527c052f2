package dev.lian4j.core.weights.gguf;

import java.util.List;

/**
 * A tensor as the header of a GGUF file tells of it.
 *
 * @param name its name
 * @param shape its lengths, the fastest running first; 1 to 4
 * @param type how its numbers are stored, such as {@code Q4_1}
 * @param offset where it starts, in bytes from the start of the data
 * @param bytes its length in bytes
 */
public record GgufTensor(String name, List<Long> shape, String type, long offset, long bytes) {

    /** Copies the shape. */
    public GgufTensor {
        shape = List.copyOf(shape);
    }
}
