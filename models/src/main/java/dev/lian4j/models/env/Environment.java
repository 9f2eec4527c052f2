package dev.lian4j.models.env;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name: from the process's environment first, then from the {@code .env} file found in the working
 * directory or above it. The file is read when first needed, once. Blank values count as not set. Thread safe.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final Path start;
    private @Nullable Map<String, String> file;

    private Environment(Map<String, String> variables, Path start) {
        this.variables = variables;
        this.start = start;
    }

    /** The process's environment, and the {@code .env} file upward from the working directory. */
    public static Environment load() {
        return of(System.getenv(), Path.of(""));
    }

    /** These variables, and the {@code .env} file upward from this directory. */
    public static Environment of(Map<String, String> variables, Path start) {
        return new Environment(Map.copyOf(variables), start.toAbsolutePath().normalize());
    }

    /**
     * The value of a setting, without white space around it.
     *
     * @throws dev.lian4j.core.error.LianException if the {@code .env} file is needed and malformed
     */
    public Optional<String> get(String name) {
        return present(variables, name).or(() -> present(file(), name));
    }

    /** Where a setting is looked for, in words, for messages. */
    public String describe(String name) {
        return name + " in the environment, and in a .env file in " + start + " or a folder above it";
    }

    private static Optional<String> present(Map<String, String> from, String name) {
        return Optional.ofNullable(from.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private synchronized Map<String, String> file() {
        Map<String, String> read = file;
        if (read == null) {
            read = DotEnv.find(start).map(DotEnv::read).orElse(Map.of());
            file = read;
        }
        return read;
    }
}
