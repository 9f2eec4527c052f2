package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.TensorSource;
import dev.lian4j.core.weights.io.AtomicFile;
import dev.lian4j.core.weights.io.TensorStream;
import dev.lian4j.core.weights.io.WeightsOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes GGUF files of version 3, a tensor at a time, whole or not at all: a file that was there before stays until the new
 * one is on the disk. Names and rows are written as they are given; {@link GgufModel} and {@link GgufLora} turn Hugging
 * Face's into GGUF's.
 */
public final class GgufWriter {

    private static final int ALIGNMENT = 32;
    private static final int MAGIC = 0x46554747;
    private static final int VERSION = 3;
    private static final int LONGEST_NAME = 63;

    private GgufWriter() {}

    /**
     * Writes metadata and tensors.
     *
     * @param tensors names, shapes (the slowest length first, as everywhere here), and types to write: F32, F16 or BF16
     * @param source gives the numbers, asked once a tensor
     * @throws dev.lian4j.core.error.ModelException if the file cannot be written, or F16 cannot hold a number
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted
     * @throws IllegalArgumentException if a name comes twice, is longer than 63 bytes, or a type is none that is written
     */
    public static void write(Path file, GgufKeys keys, List<TensorInfo> tensors, TensorSource source) {
        TensorStream.check(tensors);
        tensors.forEach(GgufWriter::check);
        AtomicFile.write(file, out -> {
            writeHeader(keys, tensors, out);
            TensorStream numbers = new TensorStream(source);
            for (TensorInfo tensor : tensors) {
                out.align(ALIGNMENT);
                numbers.write(tensor, out);
            }
        });
    }

    private static void check(TensorInfo tensor) {
        int length = tensor.name().getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A name in a GGUF file has 1 to " + LONGEST_NAME + " bytes, not " + length + ": " + tensor.name());
        }
        if (tensor.shape().isEmpty() || tensor.shape().size() > 4 || tensor.size() == 0) {
            throw new IllegalArgumentException("A tensor in a GGUF file has 1 to 4 lengths, none of them 0: '"
                    + tensor.name() + "' has " + tensor.shape());
        }
    }

    private static void writeHeader(GgufKeys keys, List<TensorInfo> tensors, WeightsOutput out) throws IOException {
        out.i32(MAGIC);
        out.i32(VERSION);
        out.i64(tensors.size());
        out.i64(keys.count());
        out.bytes(keys.toBytes());
        long offset = 0;
        for (TensorInfo tensor : tensors) {
            writeInfo(tensor, offset, out);
            offset += (TensorStream.bytes(tensor) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private static void writeInfo(TensorInfo tensor, long offset, WeightsOutput out) throws IOException {
        byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
        out.i64(name.length);
        out.bytes(name);
        List<Long> shape = tensor.shape();
        out.i32(shape.size());
        for (int i = shape.size() - 1; i >= 0; i--) {
            out.i64(shape.get(i));
        }
        out.i32(GgmlType.valueOf(tensor.type()).id());
        out.i64(offset);
    }
}
