package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads little-endian values from a file and never past its end; whatever is wrong is told with file and offset. */
final class GgufInput {

    private static final int LONGEST_STRING = 64 << 20;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    GgufInput(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    long position() throws IOException {
        return channel.position() - buffer.remaining();
    }

    long remaining() throws IOException {
        return size - position();
    }

    int u8() throws IOException {
        return Byte.toUnsignedInt(need(1).get());
    }

    int i16() throws IOException {
        return need(2).getShort();
    }

    int i32() throws IOException {
        return need(4).getInt();
    }

    long u32() throws IOException {
        return Integer.toUnsignedLong(i32());
    }

    long i64() throws IOException {
        return need(8).getLong();
    }

    /** A count of things of which each takes at least so many bytes: cannot be more than the file has room for. */
    long count(String what, int leastBytesEach) throws IOException {
        long count = i64();
        if (count < 0 || count > remaining() / leastBytesEach) {
            throw fail(
                    8,
                    what + " is " + Long.toUnsignedString(count) + ", more than the " + size
                            + " bytes of the file can hold");
        }
        return count;
    }

    /** The same, and no more than so many. */
    long count(String what, int leastBytesEach, long most) throws IOException {
        long count = count(what, leastBytesEach);
        if (count > most) {
            throw fail(8, what + " is " + count + ", at most " + most + " are read");
        }
        return count;
    }

    String string(String what) throws IOException {
        long length = count("the length of " + what, 1, LONGEST_STRING);
        byte[] bytes = new byte[(int) length];
        for (int done = 0; done < bytes.length; ) {
            int part = Math.min(bytes.length - done, buffer.capacity());
            need(part).get(bytes, done, part);
            done += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException {
        if (bytes > remaining()) {
            throw fail(0, "the file ends here, " + bytes + " more bytes were announced");
        }
        long target = position() + bytes;
        buffer.limit(0).position(0);
        channel.position(target);
    }

    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            int read = 0;
            while (read >= 0 && buffer.position() < bytes) {
                read = channel.read(buffer);
            }
            buffer.flip();
            if (buffer.remaining() < bytes) {
                throw fail(0, "the file ends here, in the middle of its header");
            }
        }
        return buffer;
    }

    /** What is wrong with what was read, so many bytes before this place. */
    ModelException fail(int back, String what) throws IOException {
        return new ModelException(file + ": not a usable GGUF file: at byte " + (position() - back) + ", " + what
                + ". It is damaged, cut or of another kind: fetch it again");
    }
}
