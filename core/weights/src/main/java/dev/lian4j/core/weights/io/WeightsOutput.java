package dev.lian4j.core.weights.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes little-endian bytes and floats to a file, buffered. Not thread safe. */
public final class WeightsOutput {

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    WeightsOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** The bytes written so far. */
    public long position() {
        return written + buffer.position();
    }

    /** Writes bytes as they are. */
    public void bytes(byte[] bytes) throws IOException {
        for (int done = 0; done < bytes.length; ) {
            room(1);
            int part = Math.min(buffer.remaining(), bytes.length - done);
            buffer.put(bytes, done, part);
            done += part;
        }
    }

    /** Writes a whole number of 4 bytes. */
    public void i32(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    /** Writes a whole number of 8 bytes. */
    public void i64(long value) throws IOException {
        room(8);
        buffer.putLong(value);
    }

    /** Writes zeros up to the next multiple of the alignment. */
    public void align(int alignment) throws IOException {
        int padding = (int) (-position() & alignment - 1);
        bytes(new byte[padding]);
    }

    /** Writes the numbers from the buffer's position to its limit in a format. */
    public void floats(FloatBuffer numbers, WriteFormat format) throws IOException {
        while (numbers.hasRemaining()) {
            room(4);
            format.encode(numbers, buffer);
        }
    }

    void flush() throws IOException {
        room(buffer.capacity());
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.flip();
        written += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
