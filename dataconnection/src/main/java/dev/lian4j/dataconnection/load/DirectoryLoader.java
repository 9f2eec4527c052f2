package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the files of folders, each by the loader for its extension, in the order of their names. Lazy: one file is open
 * at a time, one folder a level is listed. A root may also be a file.
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
    private final Map<String, Function<Path, ? extends DocumentLoader>> loaders;
    private final boolean recursive;
    private final @Nullable String glob;
    private final boolean stopOnProblem;
    private final Consumer<LoadProblem> onProblem;
    private final Consumer<LoadProblem> onSkipped;

    private DirectoryLoader(Builder builder) {
        this.roots = List.copyOf(builder.roots);
        this.loaders = new TreeMap<>(builder.loaders);
        this.recursive = builder.recursive;
        this.glob = builder.glob;
        this.stopOnProblem = builder.stopOnProblem;
        this.onProblem = builder.onProblem;
        this.onSkipped = builder.onSkipped;
    }

    /** A loader of all text, Markdown, HTML, CSV and JSON files below a folder. */
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
        FileDocuments documents = new FileDocuments(walk, this);
        return StreamSupport.stream(documents, false).onClose(documents::close);
    }

    /** The loader for a file, or null where its type is not known. */
    @Nullable
    DocumentLoader loaderOf(Path file) {
        Function<Path, ? extends DocumentLoader> loader = loaders.get(extension(file));
        return loader == null ? null : loader.apply(file);
    }

    /** A file without a loader: told, or an error where it was named. */
    void unknown(FileWalk.Found found) {
        String reason = "no loader for this type of file; known are " + String.join(", ", loaders.keySet());
        if (found.named()) {
            throw new DocumentLoadException(found.path().toString(), reason);
        }
        onSkipped.accept(new LoadProblem(found.path(), reason));
    }

    /** A file that could not be loaded: told, or an error where it was named or the loader is to stop. */
    void failed(FileWalk.Found found, DocumentLoadException e) {
        if (found.named() || stopOnProblem) {
            throw e;
        }
        onProblem.accept(new LoadProblem(found.path(), reason(e)));
    }

    /** The message starts with the source, which the problem has already. */
    private static String reason(DocumentLoadException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.source() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Settings for a {@link DirectoryLoader}. */
    public static final class Builder {

        private final List<Path> roots = new ArrayList<>();
        private final Map<String, Function<Path, ? extends DocumentLoader>> loaders = new TreeMap<>();
        private boolean recursive = true;
        private @Nullable String glob;
        private boolean stopOnProblem;
        private Consumer<LoadProblem> onProblem = problem -> LOG.warn("Not loaded: {}", problem);
        private Consumer<LoadProblem> onSkipped = skipped -> LOG.debug("Skipped: {}", skipped);

        private Builder() {
            all(TextLoader::of, "txt", "text");
            all(MarkdownLoader::of, "md", "markdown");
            all(HtmlLoader::of, "html", "htm", "xhtml");
            all(CsvLoader::of, "csv", "tsv");
            all(JsonLoader::of, "json", "jsonl", "ndjson");
        }

        private void all(Function<Path, ? extends DocumentLoader> loader, String... extensions) {
            List.of(extensions).forEach(extension -> loaders.put(extension, loader));
        }

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

        /** Loads files of this extension (without the dot, in any case) so; known are text, Markdown, HTML, CSV and JSON. */
        public Builder loader(String extension, Function<Path, ? extends DocumentLoader> loader) {
            loaders.put(extension.toLowerCase(Locale.ROOT), loader);
            return this;
        }

        /** Ends with the first bad file, by its error, rather than telling it and going on. */
        public Builder stopOnProblem() {
            this.stopOnProblem = true;
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
