package dev.lian4j.dataconnection.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A model within a jar: two files at its root, and the Maven artifact that brings them. */
record ClasspathFiles(ClassLoader loader, String model, String tokenizerJson, String artifact) implements ModelFiles {

    @Override
    public OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException, IOException {
        try (InputStream weights = open(model)) {
            return environment.createSession(weights.readAllBytes(), options);
        }
    }

    @Override
    public ClasspathFiles with(List<String> weights) {
        throw new IllegalArgumentException(
                "A packaged model has the weights of its artifact, 8 bits; for others name a directory");
    }

    @Override
    public InputStream tokenizer() {
        return open(tokenizerJson);
    }

    private InputStream open(String name) {
        InputStream found = loader.getResourceAsStream(name);
        if (found == null) {
            throw new ModelException("/" + name + " is not on the classpath; add the Maven artifact " + artifact
                    + " with scope runtime (its own dependencies are not needed)");
        }
        return found;
    }

    @Override
    public String toString() {
        return "classpath:/" + model;
    }
}
