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

/** A model in a directory, as sentence-transformers and Optimum export it. */
record DirectoryFiles(Path directory) implements ModelFiles {

    private static final List<String> WEIGHTS = List.of("model.onnx", "onnx/model.onnx");

    /** Opened by its path, so that weights kept beside the file ({@code model.onnx_data}) are found. */
    @Override
    public OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException {
        for (String name : WEIGHTS) {
            if (Files.isRegularFile(directory.resolve(name))) {
                return environment.createSession(directory.resolve(name).toString(), options);
            }
        }
        throw new ModelException(directory + ": no " + String.join(" or ", WEIGHTS)
                + " here; export the model to ONNX (optimum-cli export onnx) and name that directory");
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
