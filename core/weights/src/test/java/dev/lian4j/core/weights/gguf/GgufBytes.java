package dev.lian4j.core.weights.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes GGUF files byte by byte, right ones and wrong ones. */
public final class GgufBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A small whole file: 3 keys, an array, 2 tensors. */
    public static GgufBytes small() {
        return new GgufBytes()
                .start(3, 2, 4)
                .text("general.architecture", "llama")
                .u32("llama.context_length", 64)
                .key("tokenizer.ggml.tokens", 9)
                .i32(8)
                .i64(3)
                .string("<s>")
                .string("你好")
                .string("b")
                .key("tokenizer.ggml.token_type", 9)
                .i32(5)
                .i64(3)
                .i32(3)
                .i32(1)
                .i32(1)
                .tensor("a", 0, 0, 4, 2)
                .tensor("b", 2, 32, 32)
                .pad(32)
                .zeros(32 + 18);
    }

    public GgufBytes start(int version, long tensors, long keys) {
        return raw("GGUF".getBytes(StandardCharsets.US_ASCII))
                .i32(version)
                .i64(tensors)
                .i64(keys);
    }

    public GgufBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public GgufBytes zeros(int count) {
        return raw(new byte[count]);
    }

    public GgufBytes i32(int value) {
        return raw(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    public GgufBytes f32(float value) {
        return i32(Float.floatToRawIntBits(value));
    }

    public GgufBytes i64(long value) {
        return raw(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    public GgufBytes string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return i64(bytes.length).raw(bytes);
    }

    public GgufBytes key(String key, int type) {
        return string(key).i32(type);
    }

    public GgufBytes text(String key, String value) {
        return key(key, 8).string(value);
    }

    public GgufBytes u32(String key, int value) {
        return key(key, 4).i32(value);
    }

    /** The header's line of a tensor. */
    public GgufBytes tensor(String name, int type, long offset, long... shape) {
        string(name).i32(shape.length);
        for (long length : shape) {
            i64(length);
        }
        return i32(type).i64(offset);
    }

    public GgufBytes pad(int alignment) {
        return zeros((alignment - out.size() % alignment) % alignment);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
