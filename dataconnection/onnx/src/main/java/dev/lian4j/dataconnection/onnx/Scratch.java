package dev.lian4j.dataconnection.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory that only this user can enter; gone with all in it on closing. */
record Scratch(Path directory) implements AutoCloseable {

    static Scratch create() throws IOException {
        return new Scratch(Files.createTempDirectory("lian4j-native"));
    }

    /** What is still open (a loaded library on Windows) is left to the end of the JVM. */
    @Override
    public void close() throws IOException {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Collections.reverseOrder())
                    .filter(path -> !deleted(path))
                    .forEach(left::add);
        }
        Collections.reverse(left); // what is named first is deleted last
        left.forEach(path -> path.toFile().deleteOnExit());
    }

    private static boolean deleted(Path path) {
        try {
            Files.delete(path);
            return true;
        } catch (IOException stillOpen) {
            return false;
        }
    }
}
