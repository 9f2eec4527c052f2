package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the files of folders, each by the loader for its type ({@link FileTypes}), in the order of their names. Lazy: one
 * file is open at a time, or as many as {@link Builder#parallelism} says; one folder a level is listed. A root may also be a file.
 *
 * <p>What happens to what cannot be loaded: a root that is missing, or a file named as a root that is bad or of a type
 * without a loader, is an error. A bad file or folder below a root is told to {@link Builder#onProblem} (a warning in
 * the log by default) and the rest goes on, unless {@link Builder#stopOnProblem} is set. A file of a type without a loader and
 * a symbolic link below a root is told to {@link Builder#onSkipped}; links are never followed, so nothing outside the
 * roots is read and no loop is run. Hidden files (named {@code .x}) are passed over. Nothing to load is an empty stream.
 * Immutable.
 */
public final class DirectoryLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLoader.class);

    private final List<Path> roots;
    private final FileTypes types;
    private final boolean recursive;
    private final @Nullable String glob;
    private final boolean stopOnProblem;
    private final int parallelism;
    private final Consumer<LoadProblem> onProblem;
    private final Consumer<LoadProblem> onSkipped;

    private DirectoryLoader(Builder builder) {
        this.roots = List.copyOf(builder.roots);
        this.types = builder.types;
        this.recursive = builder.recursive;
        this.glob = builder.glob;
        this.stopOnProblem = builder.stopOnProblem;
        this.parallelism = builder.parallelism;
        this.onProblem = oneAtATime(builder.onProblem);
        this.onSkipped = oneAtATime(builder.onSkipped);
    }

    /** Listeners need not care that several files are read at once. */
    private static Consumer<LoadProblem> oneAtATime(Consumer<LoadProblem> listener) {
        return problem -> {
            synchronized (listener) {
                listener.accept(problem);
            }
        };
    }

    /** A loader of all files below a folder whose type is one of {@link FileTypes#builtIn}. */
    public static DirectoryLoader of(Path root) {
        return builder().root(root).build();
    }

    /** Settings for a loader; needs at least one root. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The documents of all files, read as they are pulled.
     *
     * @throws DocumentLoadException at once, if a root is missing; while pulling, if a file named as a root is bad
     */
    @Override
    public Stream<Document> load() {
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new DocumentLoadException(root.toString(), "there is no such file or folder; check the path");
            }
        }
        FileWalk walk = new FileWalk(roots, recursive, GlobFilter.of(glob), onSkipped);
        if (parallelism == 1) {
            return DocumentStreams.of(walk::next, this::open, this::failed);
        }
        ReadAhead<FileWalk.Found> ahead = new ReadAhead<>(walk::next, this::open, parallelism);
        return DocumentStreams.of(ahead::next, ahead::open, (file, fault) -> failed(file.part(), fault))
                .onClose(ahead::close);
    }

    private Stream<Document> open(FileWalk.Found found) {
        if (found.fault() != null) {
            throw found.fault();
        }
        return types.of(String.valueOf(found.path().getFileName()))
                .map(type -> type.loader(found.path(), onProblem).load())
                .orElseGet(() -> unknown(found));
    }

    /** A file without a loader: told, or an error where it was named. */
    private Stream<Document> unknown(FileWalk.Found found) {
        String reason = "no loader for this type of file; known are " + types;
        if (found.named()) {
            throw new DocumentLoadException(found.path().toString(), reason);
        }
        onSkipped.accept(new LoadProblem(found.path(), reason));
        return Stream.empty();
    }

    /** A file that could not be loaded: told, or an error where it was named or the loader is to stop. */
    private void failed(FileWalk.Found found, RuntimeException fault) {
        DocumentLoadException e = FileFault.of(found.path(), fault);
        if (found.named() || stopOnProblem) {
            throw e;
        }
        onProblem.accept(new LoadProblem(found.path(), FileFault.reason(e)));
    }

    /** Settings for a {@link DirectoryLoader}. */
    public static final class Builder {

        private final List<Path> roots = new ArrayList<>();
        private FileTypes types = FileTypes.builtIn();
        private boolean recursive = true;
        private @Nullable String glob;
        private boolean stopOnProblem;
        private int parallelism = 1;
        private Consumer<LoadProblem> onProblem = problem -> LOG.warn("Not loaded: {}", problem);
        private Consumer<LoadProblem> onSkipped = skipped -> LOG.debug("Skipped: {}", skipped);

        private Builder() {}

        /** One more folder or file to load; in the order added. */
        public Builder root(Path root) {
            roots.add(root);
            return this;
        }

        /** More folders or files to load. */
        public Builder roots(List<Path> more) {
            roots.addAll(more);
            return this;
        }

        /** Whether folders in folders are loaded; yes by default. */
        public Builder recursive(boolean newRecursive) {
            this.recursive = newRecursive;
            return this;
        }

        /**
         * Only the files that match, by their path below the root; all by default. As in
         * {@link java.nio.file.FileSystem#getPathMatcher}, but a leading {@code **}{@code /} also stands for no folder.
         */
        public Builder glob(String newGlob) {
            this.glob = newGlob;
            return this;
        }

        /** The types of files that are known; {@link FileTypes#builtIn} by default. */
        public Builder types(FileTypes known) {
            this.types = known;
            return this;
        }

        /** Loads files of this extension (without the dot, in any case) so, whatever is known of it. */
        public Builder loader(String extension, Function<Path, ? extends DocumentLoader> loader) {
            this.types = types.with(extension, loader);
            return this;
        }

        /** Ends with the first bad file, by its error, rather than telling it and going on. */
        public Builder stopOnProblem() {
            this.stopOnProblem = true;
            return this;
        }

        /**
         * How many files are read at once, each on a thread; 1 by default. The documents come in the same order, those of
         * so many files are in memory, and the listeners may be called by other threads, one call at a time. The stream is to
         * be closed if it is not pulled to its end.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int files) {
            if (files < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1, was " + files);
            }
            this.parallelism = files;
            return this;
        }

        /** Who is told of bad files and folders below the roots; a warning in the log by default. */
        public Builder onProblem(Consumer<LoadProblem> listener) {
            this.onProblem = listener;
            return this;
        }

        /** Who is told of files of unknown type and of links; nobody by default (the log at level debug). */
        public Builder onSkipped(Consumer<LoadProblem> listener) {
            this.onSkipped = listener;
            return this;
        }

        /**
         * The loader.
         *
         * @throws IllegalArgumentException if there is no root, or the glob is malformed
         */
        public DirectoryLoader build() {
            if (roots.isEmpty()) {
                throw new IllegalArgumentException("Name at least one folder or file with root(...)");
            }
            GlobFilter.of(glob);
            return new DirectoryLoader(this);
        }
    }
}
