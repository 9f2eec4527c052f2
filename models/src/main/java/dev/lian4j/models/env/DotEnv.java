package dev.lian4j.models.env;

import dev.lian4j.core.error.LianException;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds and reads {@code .env} files. */
final class DotEnv {

    private static final String NAME = ".env";

    private DotEnv() {}

    /** The first {@code .env} file in the directory or above it, as python-dotenv's {@code find_dotenv}. */
    static Optional<Path> find(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            // A folder of this name is a Python virtual environment, not ours.
            if (Files.isRegularFile(folder.resolve(NAME))) {
                return Optional.of(folder.resolve(NAME));
            }
        }
        return Optional.empty();
    }

    /** The variables that the file sets. */
    static Map<String, String> read(Path file) {
        try {
            Dotenv loaded = Dotenv.configure()
                    .directory(String.valueOf(file.getParent()))
                    .filename(NAME)
                    .load();
            return loaded.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                    .collect(Collectors.toUnmodifiableMap(
                            DotenvEntry::getKey, entry -> unquoted(entry.getValue()), (a, b) -> b));
        } catch (DotenvException e) {
            // Neither the cause nor its message may be kept: it quotes the line, which may hold a key.
            throw new LianException(file + where(file, String.valueOf(e.getMessage()))
                    + ": cannot be read as a .env file. Each line must be NAME=value (without 'export'), a comment (#) or empty, in UTF-8"
                    + " without a byte order mark");
        }
    }

    /** The library takes off double quotes only. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String where(Path file, String message) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && message.endsWith(lines.get(i).strip())) {
                    return ", line " + (i + 1);
                }
            }
            return "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
