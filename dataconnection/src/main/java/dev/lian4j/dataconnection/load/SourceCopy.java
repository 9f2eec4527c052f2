package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loads what is no file of its own, such as the member of an archive, by the loader of its type: from a copy in a private
 * temporary folder, which is gone when the stream is read or closed. Documents, errors and problems name the source, not
 * the copy. For loaders.
 *
 * @param source what the bytes are known by
 * @param type makes the loader
 * @param extension what the name of the copy ends with; some loaders go by it
 * @param maxBytes the most bytes that there may be
 */
public record SourceCopy(String source, FileType type, String extension, long maxBytes) {

    private static final int STEP = 1 << 16;

    /** Gives the bytes; called once for a stream, which closes them. */
    @FunctionalInterface
    public interface Bytes {

        /** The bytes from the start. */
        InputStream open() throws IOException;
    }

    /**
     * The documents, read as they are pulled.
     *
     * @param onProblem told why parts had to be passed over, such as a page
     * @throws DocumentLoadException when pulled, if the bytes cannot be read, are too many, or are not of the type
     */
    public Stream<Document> load(Bytes bytes, Consumer<String> onProblem) {
        return DocumentStreams.lazily(() -> {
            Copy copy = new Copy(folder());
            try {
                write(bytes, copy.file(extension));
                return documents(copy, onProblem);
            } catch (RuntimeException e) {
                copy.close();
                throw e;
            }
        });
    }

    private Stream<Document> documents(Copy copy, Consumer<String> onProblem) {
        Path file = copy.file(extension);
        Consumer<LoadProblem> told = problem -> onProblem.accept(problem.reason());
        return DocumentStreams.oneByOne(
                        List.of(file).iterator(),
                        each -> type.loader(each, told).load(),
                        (each, fault) -> {
                            throw named(each.toString(), fault);
                        })
                .map(document -> named(file.toString(), document))
                .onClose(copy::close);
    }

    private Document named(String file, Document document) {
        return file.equals(document.metadata().get(Metadata.SOURCE))
                ? document.with(Metadata.SOURCE, source)
                : document;
    }

    private RuntimeException named(String file, RuntimeException fault) {
        return fault instanceof DocumentLoadException e && e.source().equals(file)
                ? new DocumentLoadException(source, FileFault.reason(e), e)
                : fault;
    }

    private void write(Bytes bytes, Path file) {
        try (InputStream in = bytes.open();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] step = new byte[STEP];
            long total = 0;
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                total += read;
                if (total > maxBytes) {
                    throw new DocumentLoadException(
                            source, "has more than the limit of " + maxBytes + " bytes; raise it if this is meant");
                }
                out.write(step, 0, read);
            }
        } catch (IOException e) {
            throw new DocumentLoadException(source, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Path folder() {
        try {
            return Files.createTempDirectory("lian4j-");
        } catch (IOException e) {
            throw new DocumentLoadException(source, "cannot be copied to the temporary folder: " + e.getMessage(), e);
        }
    }

    /** The folder of a copy, which has one file at most. */
    private record Copy(Path folder) implements Closeable {

        Path file(String extension) {
            return folder.resolve("copy." + extension);
        }

        /** Leaves behind what cannot be deleted: the system clears its temporary folder. */
        @Override
        public void close() {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
