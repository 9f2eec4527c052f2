package dev.lian4j.dataconnection.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A temporary directory of ours, and its end. */
final class Scratch {

    private Scratch() {}

    /** Deletes the directory with all in it; what is still open (a loaded library on Windows) goes with the JVM. */
    static void delete(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Scratch::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException stillOpen) {
            path.toFile().deleteOnExit();
        }
    }
}
