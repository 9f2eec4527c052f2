package dev.lian4j.testing.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real channel whose operations are counted and may fail. */
final class FaultChannel extends FileChannel {

    private final FileChannel real;
    private final Path path;
    private final Disk.@Nullable Node node;
    private final Disk disk;
    private final Faults faults;

    /** Of a folder where there is no node. */
    FaultChannel(FileChannel real, Path path, Disk.@Nullable Node node, Disk disk, Faults faults) {
        this.real = real;
        this.path = path;
        this.node = node;
        this.disk = disk;
        this.faults = faults;
    }

    private void passes(FileOperation kind) throws IOException {
        faults.passes(kind, path.getFileName());
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        passes(FileOperation.READ);
        return real.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        passes(FileOperation.READ);
        return real.read(to, offset, length);
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        passes(FileOperation.READ);
        return real.read(to, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return write(from, real::write);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        passes(FileOperation.WRITE);
        return real.write(from, offset, length);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return write(from, bytes -> real.write(bytes, position));
    }

    /** A write that fails writes half first. */
    private int write(ByteBuffer from, Writing writing) throws IOException {
        try {
            passes(FileOperation.WRITE);
        } catch (IOException e) {
            writing.write(from.slice(from.position(), from.remaining() / 2));
            throw e;
        }
        return writing.write(from);
    }

    @FunctionalInterface
    private interface Writing {
        int write(ByteBuffer bytes) throws IOException;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        passes(FileOperation.TRUNCATE);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        passes(FileOperation.FORCE);
        real.force(metaData);
        if (node == null) {
            disk.forced(path);
        } else {
            disk.forced(node);
        }
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
        passes(FileOperation.READ);
        return real.transferTo(position, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
        passes(FileOperation.WRITE);
        return real.transferFrom(from, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        passes(FileOperation.READ);
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
