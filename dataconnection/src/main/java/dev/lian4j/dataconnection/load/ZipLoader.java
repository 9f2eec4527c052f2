package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the members of a zip archive, each by the loader for its type ({@link FileTypes}), in the order of the archive, with
 * {@code archive.zip!/folder/member} as {@code source}. Lazy: one member at a time is unpacked, to a private temporary folder
 * under a name of our own, so that no name in an archive can lead elsewhere. Names may be in UTF-8 or GB18030. Immutable.
 *
 * <p>A bad member is told to {@link Builder#onProblem} (a warning in the log by default) and the rest goes on; so is one
 * whose name leads out of the archive ({@code ../}, an absolute path). A member of a type without a loader, and an archive in
 * the archive, is told to {@link Builder#onSkipped}. Hidden members are passed over. An archive that unpacks to more than
 * {@link Builder#limits} is an error.
 */
public final class ZipLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ZipLoader.class);

    private final Path file;
    private final FileTypes types;
    private final ZipLimits limits;
    private final Consumer<LoadProblem> onProblem;
    private final Consumer<LoadProblem> onSkipped;

    private ZipLoader(Builder options) {
        this.file = options.file;
        this.types = options.types.without("zip");
        this.limits = options.limits;
        this.onProblem = options.onProblem;
        this.onSkipped = options.onSkipped;
    }

    /** A loader of an archive within {@link ZipLimits#DEFAULT}. The file is looked at only when loaded. */
    public static ZipLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the archive. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The documents of all members, read as they are pulled.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is no archive, or is over a limit
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> members(ZipArchive.open(file, limits)));
    }

    private Stream<Document> members(ZipArchive archive) {
        return DocumentStreams.<ZipEntry>oneByOne(
                        archive.entries().stream()
                                .filter(ZipLoader::visible)
                                .<ZipEntry>map(entry -> entry)
                                .iterator(),
                        entry -> documents(archive, entry),
                        (entry, fault) -> failed(archive, entry, fault))
                .onClose(archive::close);
    }

    private static boolean visible(ZipEntry entry) {
        return !("/" + entry.getName()).matches("(?s).*/(__MACOSX/|\\.(?!\\.?([/\\\\]|$))).*");
    }

    private Stream<Document> documents(ZipArchive archive, ZipEntry entry) {
        String source = file + "!/" + entry.getName();
        if (leadsOut(entry.getName())) {
            throw new DocumentLoadException(source, "its name leads out of the archive; it is left out");
        }
        Optional<FileType> type = types.of(entry.getName());
        if (type.isEmpty()) {
            onSkipped.accept(new LoadProblem(file, entry.getName() + ": " + unknown(entry.getName())));
            return Stream.empty();
        }
        String extension = FileTypes.extension(entry.getName());
        return new SourceCopy(source, type.get(), extension, limits.maxBytes())
                .load(
                        () -> archive.stream(entry),
                        reason -> onProblem.accept(new LoadProblem(file, entry.getName() + ": " + reason)));
    }

    private String unknown(String name) {
        return FileTypes.extension(name).equals("zip")
                ? "is an archive in an archive; unpack it first"
                : "no loader for this type of file; known are " + types;
    }

    private static boolean leadsOut(String name) {
        return name.matches("(?s)([/\\\\]|\\p{Alpha}:).*|(.*[/\\\\])?\\.\\.([/\\\\].*)?") || name.indexOf('\0') >= 0;
    }

    private void failed(ZipArchive archive, ZipEntry entry, RuntimeException fault) {
        DocumentLoadException e = FileFault.of(file, fault);
        if (archive.exhausted()) {
            throw e;
        }
        String prefix = e.source().equals(file.toString())
                ? entry.getName()
                : e.source().substring(2 + file.toString().length());
        onProblem.accept(new LoadProblem(file, prefix + ": " + FileFault.reason(e)));
    }

    /** Settings for a {@link ZipLoader}. */
    public static final class Builder {

        private final Path file;
        private FileTypes types = FileTypes.builtIn();
        private ZipLimits limits = ZipLimits.DEFAULT;
        private Consumer<LoadProblem> onProblem = problem -> LOG.warn("Not loaded: {}", problem);
        private Consumer<LoadProblem> onSkipped = skipped -> LOG.debug("Skipped: {}", skipped);

        private Builder(Path file) {
            this.file = file;
        }

        /** The types of members that are known; {@link FileTypes#builtIn} by default. Archives are left out in any case. */
        public Builder types(FileTypes known) {
            this.types = known;
            return this;
        }

        /** How much the archive may hold; {@link ZipLimits#DEFAULT} by default. */
        public Builder limits(ZipLimits most) {
            this.limits = most;
            return this;
        }

        /** Who is told of bad members, as problems of the archive; a warning in the log by default. */
        public Builder onProblem(Consumer<LoadProblem> listener) {
            this.onProblem = listener;
            return this;
        }

        /** Who is told of members of unknown type; nobody by default (the log at level debug). */
        public Builder onSkipped(Consumer<LoadProblem> listener) {
            this.onSkipped = listener;
            return this;
        }

        /** The loader. */
        public ZipLoader build() {
            return new ZipLoader(this);
        }
    }
}
