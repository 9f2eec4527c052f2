package dev.lian4j.core.weights.safetensors;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files byte by byte, right ones and wrong ones. */
final class SafetensorsBytes {

    private SafetensorsBytes() {}

    /** A file with this header and so many bytes of numbers: 0, 1, 2 ... */
    static byte[] file(String header, int dataBytes) {
        return file(header, header.getBytes(StandardCharsets.UTF_8).length, dataBytes);
    }

    /** The same, of which the length of the header is said to be another. */
    static byte[] file(String header, long length, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json);
        for (int i = 0; i < dataBytes; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    static String tensor(String name, String type, String shape, long begin, long end) {
        return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                .formatted(name, type, shape, begin, end);
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
