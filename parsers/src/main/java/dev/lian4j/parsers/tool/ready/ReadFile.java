package dev.lian4j.parsers.tool.ready;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files of one folder and those below it. */
public final class ReadFile {

    private static final long MOST_BYTES = 1L << 20;

    private ReadFile() {}

    /** The tool, named {@code read_file}; what lies outside of the folder, also by way of a link, is refused. */
    public static Tool within(Path root) {
        return FunctionTool.of(
                "read_file",
                "Reads a text file. Paths are relative to the folder that may be read.",
                Arguments.class,
                arguments -> read(root, arguments.path()));
    }

    private static String read(Path root, String path) throws IOException {
        Path real = root.toRealPath();
        Path file = real.resolve(path).normalize();
        if (!file.startsWith(real) || (Files.exists(file) && !file.toRealPath().startsWith(real))) {
            throw new IllegalArgumentException("'" + path + "' is outside of the folder that may be read");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file '" + path + "'");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("'" + path + "' has more than " + MOST_BYTES + " bytes");
        }
        return Files.readString(file);
    }

    /** Which file. */
    record Arguments(
            @JsonPropertyDescription("The path of the file, relative")
            String path) {}
}
