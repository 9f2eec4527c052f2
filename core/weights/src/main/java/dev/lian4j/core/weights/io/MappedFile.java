package dev.lian4j.core.weights.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file mapped for reading, of any size: several maps, which overlap so that every slice lies within one. Thread safe.
 * The memory is given back when the last slice is garbage, so that a reader of a closed file cannot crash.
 */
public final class MappedFile implements AutoCloseable {

    /** The longest slice in bytes. */
    public static final int LARGEST_SLICE = 1 << 20;

    private static final int STRIDE = 1 << 30;

    private final Path file;
    private final long size;
    private final int stride;
    private volatile List<MappedByteBuffer> maps;

    private MappedFile(Path file, long size, int stride, List<MappedByteBuffer> maps) {
        this.file = file;
        this.size = size;
        this.stride = stride;
        this.maps = maps;
    }

    /**
     * Maps a whole file.
     *
     * @throws IOException if it cannot be opened or mapped
     */
    public static MappedFile open(Path file) throws IOException {
        return open(file, STRIDE, LARGEST_SLICE);
    }

    static MappedFile open(Path file, int stride, int overlap) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            List<MappedByteBuffer> maps = new ArrayList<>();
            for (long start = 0; start < size; start += stride) {
                long length = Math.min((long) stride + overlap, size - start);
                maps.add(channel.map(MapMode.READ_ONLY, start, length));
            }
            return new MappedFile(file, size, stride, List.copyOf(maps));
        }
    }

    /** The bytes of the file. */
    public long size() {
        return size;
    }

    /**
     * A view of some bytes of the file, little-endian.
     *
     * @throws IllegalStateException if the file was closed
     */
    public ByteBuffer slice(long offset, int length) {
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        List<MappedByteBuffer> open = maps;
        if (open.isEmpty()) {
            throw new IllegalStateException(file + " was closed: read the weights before closing them");
        }
        MappedByteBuffer map = open.get((int) (offset / stride));
        return map.slice((int) (offset % stride), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        maps = List.of();
    }
}
