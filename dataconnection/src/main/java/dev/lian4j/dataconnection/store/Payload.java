package dev.lian4j.dataconnection.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes that are collected for a frame. Not thread safe. */
final class Payload {

    private ByteBuffer bytes =
            ByteBuffer.allocate(SnapshotFormat.FRAME_BYTES + 4096).order(ByteOrder.LITTLE_ENDIAN);

    int size() {
        return bytes.position();
    }

    /** Whether a frame of it is long enough. */
    boolean full() {
        return size() >= SnapshotFormat.FRAME_BYTES;
    }

    Payload put(ValueType type) {
        room(1).put(type.code());
        return this;
    }

    Payload put(int value) {
        room(4).putInt(value);
        return this;
    }

    Payload put(long value) {
        room(8).putLong(value);
        return this;
    }

    Payload put(float value) {
        room(4).putFloat(value);
        return this;
    }

    Payload put(double value) {
        room(8).putDouble(value);
        return this;
    }

    /** The length and the bytes. */
    Payload put(byte[] value) {
        room(4).putInt(value.length);
        room(value.length).put(value);
        return this;
    }

    Payload put(char value) {
        room(2).putChar(value);
        return this;
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            long wanted = Math.max(bytes.position() + (long) more, bytes.capacity() * 2L);
            if (wanted > Integer.MAX_VALUE - 64) {
                throw new IllegalArgumentException("a document is longer than the format allows, 1 GiB");
            }
            ByteBuffer larger = ByteBuffer.allocate((int) wanted).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** What was put, to be read; empty afterwards, once {@link #clear} is called. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    void clear() {
        bytes.clear();
    }
}
