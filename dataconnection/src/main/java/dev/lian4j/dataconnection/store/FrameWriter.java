package dev.lian4j.dataconnection.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/** Writes the frames of a snapshot, one behind the other. */
final class FrameWriter {

    private final WritableByteChannel to;
    private int number;

    FrameWriter(WritableByteChannel to) {
        this.to = to;
    }

    void start() throws IOException {
        send(numbers(SnapshotFormat.PREAMBLE_BYTES)
                .put(SnapshotFormat.magic())
                .putInt(SnapshotFormat.VERSION)
                .flip());
    }

    /** Writes a frame and empties the payload. */
    void frame(int type, Payload payload) throws IOException {
        ByteBuffer content = payload.content();
        ByteBuffer head = numbers(SnapshotFormat.FRAME_HEAD_BYTES).putInt(type).putInt(content.remaining());
        head.putInt(crc(number, head.duplicate().flip())).flip();
        ByteBuffer tail = numbers(4).putInt(crc(number, content.duplicate())).flip();
        send(head);
        send(content);
        send(tail);
        number++;
        payload.clear();
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private static ByteBuffer numbers(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The checksum of a frame's number and these bytes. */
    static int crc(int number, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(numbers(4).putInt(number).flip());
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
