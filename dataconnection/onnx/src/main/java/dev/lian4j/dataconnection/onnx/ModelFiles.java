package dev.lian4j.dataconnection.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where a model's weights and its tokenizer are read from. */
interface ModelFiles {

    /** Opens the weights. */
    OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException, IOException;

    /** The same model, its weights under one of these names, the first that is there. */
    ModelFiles with(List<String> weights);

    /** The {@code tokenizer.json}; to be closed. */
    InputStream tokenizer() throws IOException;
}
