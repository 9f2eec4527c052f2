package dev.lian4j.dataconnection.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * ONNX Runtime, loaded. Left to itself it unpacks its library into the temporary folder at each start, and leaves a
 * directory there for ever, or all 17 MB if the program is killed. So it is unpacked here, and deleted once loaded.
 */
final class OrtLibrary {

    private static final String PATH = "onnxruntime.native.path";
    private static final List<String> PARTS = List.of("onnxruntime", "onnxruntime4j_jni");

    private OrtLibrary() {}

    /** The one environment of this JVM. */
    static OrtEnvironment environment() {
        return Loaded.ENVIRONMENT;
    }

    /** Loads on first use, once. */
    private static final class Loaded {

        static final OrtEnvironment ENVIRONMENT = load();

        private static OrtEnvironment load() {
            // Where the user has said whence to load it, or it has no library for this machine, it knows better.
            if (System.getProperty(PATH) != null || OrtLibrary.class.getResource(resource(PARTS.get(0))) == null) {
                return OrtEnvironment.getEnvironment();
            }
            try (Scratch scratch = Scratch.create()) {
                for (String part : PARTS) {
                    unpack(part, scratch.directory());
                }
                try (TemporaryProperties ignored =
                        new TemporaryProperties(Map.of(PATH, scratch.directory().toString()))) {
                    return OrtEnvironment.getEnvironment();
                }
            } catch (IOException e) {
                throw new UnsatisfiedLinkError("cannot unpack it into the temporary folder: " + e);
            }
        }
    }

    private static void unpack(String part, Path directory) throws IOException {
        try (InputStream library = OrtLibrary.class.getResourceAsStream(resource(part))) {
            if (library == null) {
                throw new IOException("no " + resource(part) + " on the classpath");
            }
            Files.copy(library, directory.resolve(System.mapLibraryName(part)));
        }
    }

    /** The place within ONNX Runtime's jar. */
    private static String resource(String part) {
        return "/ai/onnxruntime/native/" + system() + "-" + machine() + "/" + System.mapLibraryName(part);
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return "osx";
        }
        return name.contains("win") ? "win" : "linux";
    }

    private static String machine() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("amd64") || name.equals("x86_64") ? "x64" : name;
    }
}
