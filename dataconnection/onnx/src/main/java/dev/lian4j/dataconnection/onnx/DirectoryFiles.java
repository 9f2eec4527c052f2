package dev.lian4j.dataconnection.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in a directory, as sentence-transformers and Optimum export it.
 *
 * @param directory where it is
 * @param weights the names that its weights may have, the best first; in the directory or in {@code onnx} below it
 */
record DirectoryFiles(Path directory, List<String> weights) implements ModelFiles {

    static final List<String> FULL = List.of("model.onnx");

    /** The names of 8-bit weights, those that run everywhere first: Optimum's, Transformers.js', sentence-transformers'. */
    static final List<String> QUANTIZED = List.of(
            "model_quantized.onnx",
            "model_int8.onnx",
            "model_uint8.onnx",
            "model_quint8_avx2.onnx",
            "model_qint8_avx512.onnx",
            "model_qint8_avx512_vnni.onnx",
            "model_qint8_arm64.onnx");

    /** Checks that the names stay in the directory. */
    DirectoryFiles {
        for (String name : weights) {
            if (name.contains("..") || Path.of(name).isAbsolute()) {
                throw new IllegalArgumentException("Weights are named within the model's directory, not as " + name);
            }
        }
    }

    /** A directory's full weights. */
    static DirectoryFiles of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException(directory + ": no such directory; name one with model.onnx and tokenizer.json");
        }
        return new DirectoryFiles(directory, FULL);
    }

    @Override
    public DirectoryFiles with(List<String> names) {
        return new DirectoryFiles(directory, names);
    }

    /** Opened by its path, so that weights kept beside the file ({@code model.onnx_data}) are found. */
    @Override
    public OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException {
        return environment.createSession(chosen().toString(), options);
    }

    private Path chosen() {
        List<String> places = weights.stream()
                .flatMap(name -> Stream.of(name, "onnx/" + name))
                .toList();
        return places.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ModelException(directory + ": no " + String.join(" or ", places)
                        + " here; export the model to ONNX (optimum-cli export onnx) and name that directory"));
    }

    @Override
    public InputStream tokenizer() throws IOException {
        Path file = directory.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelException(directory + ": no tokenizer.json here; copy it from the model's repository");
        }
        return Files.newInputStream(file);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
