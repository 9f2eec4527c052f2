package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.io.FileGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models on this machine: files of one directory, found by name or path, fetched by name. A file under its final name
 * is always whole: a download has another name until its SHA-256 was checked. Safe for several threads and processes.
 */
public final class ModelCache {

    private final Path directory;
    private final List<KnownModel> known;

    private ModelCache(Path directory, List<KnownModel> known) {
        this.directory = directory;
        this.known = List.copyOf(known);
    }

    /** The directory of the environment variable {@code LIAN_CACHE}, else {@code ~/.cache/lian4j}. */
    public static ModelCache ofDefault() {
        String override = System.getenv("LIAN_CACHE");
        return of(
                override == null || override.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache", "lian4j")
                        : Path.of(override));
    }

    /** A cache in this directory, of the models that this library knows. */
    public static ModelCache of(Path directory) {
        return of(directory, KnownModel.all());
    }

    /** A cache in this directory, of other models. */
    public static ModelCache of(Path directory, List<KnownModel> known) {
        return new ModelCache(directory, known);
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /** The models that can be fetched. */
    public List<KnownModel> known() {
        return known;
    }

    /**
     * The file of a model, if it is here: a known model by name, a file by path, or a file in the cache by its name, with
     * or without {@code .gguf}. Nothing is fetched.
     */
    public Optional<Path> find(String nameOrPath) {
        KnownModel model = knownModel(nameOrPath);
        if (model != null) {
            return Optional.of(directory.resolve(model.file())).filter(file -> whole(file, model));
        }
        try {
            return List.of(Path.of(nameOrPath), directory.resolve(nameOrPath), directory.resolve(nameOrPath + ".gguf"))
                    .stream()
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Only the size is looked at: what came here was checked, and a hash takes as long as loading. */
    private static boolean whole(Path file, KnownModel model) {
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return model.sources().stream().anyMatch(source -> source.size() == size);
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable KnownModel knownModel(String name) {
        return known.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The file of a known model, fetched if it is not here. Goes on where an earlier try was cut. Waits where another
     * thread or process is fetching it.
     *
     * @throws ModelException if no model has this name, no source can be reached, the file is not the expected one, or
     *     there is no room for it
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted; what came is kept
     */
    public Path fetch(String name, FetchProgress progress) {
        KnownModel model = knownModel(name);
        if (model == null) {
            throw new ModelException("No model is known as '" + name + "'; known are "
                    + known.stream().map(KnownModel::name).collect(Collectors.joining(", ")));
        }
        Optional<Path> here = find(name);
        if (here.isPresent()) {
            return here.get();
        }
        Path file = directory.resolve(model.file());
        try (FileGuard ignored = lock(model.file() + ".lock")) {
            if (!whole(file, model)) {
                new Fetch(model, file, progress).run();
            }
            return file;
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot store the model in " + directory + ": " + e.getMessage(), ModelException.Details.NONE, e);
        }
    }

    private FileGuard lock(String name) throws IOException {
        Files.createDirectories(directory);
        return FileGuard.lock(directory.resolve(name));
    }
}
