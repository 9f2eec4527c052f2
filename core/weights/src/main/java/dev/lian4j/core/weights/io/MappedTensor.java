package dev.lian4j.core.weights.io;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.core.weights.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in a mapped file.
 *
 * @param info its name, shape and type
 * @param file where it is
 * @param offset where in the file it starts, in bytes; that it ends within the file has been checked
 * @param format how its numbers are stored
 * @param rowInFile which row of the file a row is; null where all stand in their places
 */
public record MappedTensor(
        TensorInfo info,
        MappedFile file,
        long offset,
        BlockFormat format,
        @Nullable LongUnaryOperator rowInFile) implements QuantizedTensor {

    private static final int CHUNK = 8192;

    /** The same tensor with its rows in another order: which row of the file each row is. */
    public MappedTensor withRows(LongUnaryOperator rows) {
        return new MappedTensor(info, file, offset, format, rows);
    }

    @Override
    public long bytes() {
        return info.size() / format.blockLength() * format.blockBytes();
    }

    @Override
    public void read(long first, long count, FloatBuffer into) {
        Objects.checkFromIndexSize(first, count, info.rows());
        long numbers = count * info.columns();
        if (into.remaining() < numbers) {
            throw new IllegalArgumentException("The buffer for '" + info.name() + "' has room for " + into.remaining()
                    + " numbers, " + numbers + " are to be read");
        }
        try {
            rows(first, count, into);
        } catch (InternalError e) {
            // What the JVM makes of a fault in mapped memory.
            throw new ModelException(
                    "'" + info.name() + "' cannot be read any more: its file became shorter while it was open",
                    ModelException.Details.NONE,
                    e);
        }
    }

    private void rows(long first, long count, FloatBuffer into) {
        long columns = info.columns();
        if (rowInFile == null) {
            numbers(first * columns, count * columns, into);
            return;
        }
        for (long row = first; row < first + count; row++) {
            numbers(rowInFile.applyAsLong(row) * columns, columns, into);
        }
    }

    /** Puts so many numbers from one on, which may lie within a block. */
    private void numbers(long first, long count, FloatBuffer into) {
        int blockLength = format.blockLength();
        long block = first / blockLength;
        int skip = (int) (first % blockLength);
        float[] chunk = new float[(int) Math.min(CHUNK, blocks(skip + count) * blockLength)];
        for (long left = count; left > 0; ) {
            int blocks = (int) Math.min(chunk.length / blockLength, blocks(skip + left));
            ByteBuffer bytes = file.slice(offset + block * format.blockBytes(), blocks * format.blockBytes());
            format.decode(bytes, blocks, chunk);
            int taken = (int) Math.min(left, (long) blocks * blockLength - skip);
            into.put(chunk, skip, taken);
            left -= taken;
            block += blocks;
            skip = 0;
        }
    }

    private long blocks(long numbers) {
        return (numbers + format.blockLength() - 1) / format.blockLength();
    }
}
