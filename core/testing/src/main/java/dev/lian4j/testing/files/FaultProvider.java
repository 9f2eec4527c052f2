package dev.lian4j.testing.files;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does everything on the real files, if the faults let it pass. */
final class FaultProvider extends FileSystemProvider {

    private final Disk disk;
    private final Faults faults;

    FaultProvider(Disk disk, Faults faults) {
        this.disk = disk;
        this.faults = faults;
    }

    private static Path real(Path path) {
        return FaultPath.real(path);
    }

    private static Path absolute(Path path) {
        return real(path).toAbsolutePath().normalize();
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        return newFileChannel(path, options, attrs);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        faults.passes(FileOperation.OPEN, path.getFileName());
        Path file = absolute(path);
        FileChannel channel = FileChannel.open(file, options, attrs);
        Path known = Files.exists(file) ? file.toRealPath() : file;
        return new FaultChannel(channel, known, Files.isDirectory(known) ? null : disk.node(known), disk, faults);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(real(folder))) {
            for (Path path : all) {
                Path wrapped = ((FaultPath) folder).with(path);
                if (filter.accept(wrapped)) {
                    found.add(wrapped);
                }
            }
        }
        return new Listed(found);
    }

    private record Listed(List<Path> paths) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return paths.iterator();
        }

        @Override
        public void close() {
            // All was read before.
        }
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attrs) throws IOException {
        if (!Files.exists(real(folder))) {
            faults.passes(FileOperation.MAKE_FOLDER, folder.getFileName());
        }
        Files.createDirectory(real(folder), attrs);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attrs) throws IOException {
        Files.createSymbolicLink(real(link), real(target), attrs);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return ((FaultPath) link).with(Files.readSymbolicLink(real(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        faults.passes(FileOperation.DELETE, path.getFileName());
        Files.delete(real(path));
        disk.deleted(absolute(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        faults.passes(FileOperation.MOVE, source.getFileName());
        Files.copy(real(source), real(target), options);
        disk.node(absolute(target));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        faults.passes(FileOperation.MOVE, source.getFileName());
        Files.move(real(source), real(target), options);
        disk.moved(absolute(source), absolute(target));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return Files.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real(path).getFileSystem().provider().checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(real(path), name, value, options);
    }

    @Override
    public String getScheme() {
        return "fault";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException("Use FaultFiles.over(folder)");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("Use FaultFiles.over(folder)");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("Use FaultFiles.over(folder)");
    }
}
