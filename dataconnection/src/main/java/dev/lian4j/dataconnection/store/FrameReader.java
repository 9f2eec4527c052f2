package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.CorruptStoreException;
import dev.lian4j.core.error.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a snapshot, none longer than what is left of the file. */
final class FrameReader {

    /** A frame: where it starts in the file, its type and its payload. */
    record Frame(long offset, int type, ByteBuffer payload) {}

    private final Path file;
    private final FileChannel from;
    private int number;

    FrameReader(Path file, FileChannel from) {
        this.file = file;
        this.from = from;
    }

    /** Reads what the file starts with. */
    void start() throws IOException {
        if (from.size() < SnapshotFormat.PREAMBLE_BYTES) {
            throw foreign();
        }
        ByteBuffer bytes = take(SnapshotFormat.PREAMBLE_BYTES);
        byte[] magic = new byte[SnapshotFormat.magic().length];
        bytes.get(magic);
        if (!Arrays.equals(magic, SnapshotFormat.magic())) {
            throw foreign();
        }
        int version = bytes.getInt();
        if (version != SnapshotFormat.VERSION) {
            throw new StoreException(
                    file + ": has version " + version + " of the snapshot format, but this library reads "
                            + SnapshotFormat.VERSION + "; use the library that wrote it");
        }
    }

    private StoreException foreign() {
        return new CorruptStoreException(file + ": is no snapshot of a vector store, which starts with LIAN4JVS");
    }

    Frame next() throws IOException {
        long offset = from.position();
        ByteBuffer head = checked(SnapshotFormat.FRAME_HEAD_BYTES, offset);
        int type = head.getInt();
        long length = Integer.toUnsignedLong(head.getInt());
        if (length + 4 > from.size() - from.position()) {
            throw damaged(offset, "it is cut: " + length + " bytes should follow", null);
        }
        ByteBuffer payload = checked((int) length + 4, offset);
        number++;
        return new Frame(offset, type, payload);
    }

    /** Reads bytes that end with a checksum of those before; gives them without it. */
    private ByteBuffer checked(int size, long offset) throws IOException {
        if (from.size() - from.position() < size) {
            throw damaged(offset, "it is cut", null);
        }
        ByteBuffer bytes = take(size);
        int crc = bytes.getInt(size - 4);
        bytes.limit(size - 4);
        if (crc != FrameWriter.crc(number, bytes.duplicate())) {
            throw damaged(offset, "its checksum is wrong", null);
        }
        return bytes;
    }

    private ByteBuffer take(int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (from.read(bytes) < 0) {
                throw new EOFException("the file got shorter while it was read");
            }
        }
        return bytes.flip();
    }

    /** Makes sure that nothing follows the last frame. */
    void end() throws IOException {
        if (from.position() < from.size()) {
            throw damaged(from.position(), "nothing should follow the last frame", null);
        }
    }

    StoreException damaged(long offset, String what, @Nullable Throwable cause) {
        return new CorruptStoreException(
                file + ": is damaged in the part at byte " + offset + ": " + what
                        + "; restore it from a copy, or make the store anew",
                cause);
    }
}
