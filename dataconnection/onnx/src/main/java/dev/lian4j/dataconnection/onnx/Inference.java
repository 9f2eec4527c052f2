package dev.lian4j.dataconnection.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The network of a sentence encoder or a cross-encoder. One text a call: padding costs time, and a quantised model takes one scale for all
 * numbers of a batch, so that a text's vector would depend on its neighbours. One thread a call: on several cores,
 * several calls at once are faster than one call on several threads. Safe for several threads until closed.
 */
final class Inference implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
    private static final List<String> OUTPUTS = List.of("last_hidden_state", "token_embeddings", "logits");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String output;

    private Inference(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.output = outputOf(session);
    }

    /** Opens the weights and checks that they are a text encoder's. */
    static Inference open(ModelFiles files) {
        try {
            return open(files, OrtLibrary.environment());
        } catch (OrtException | IOException e) {
            throw new ModelException(
                    files + ": not a readable ONNX model, or cut short (" + e.getMessage() + "); get it again",
                    ModelException.Details.NONE,
                    e);
        } catch (LinkageError e) {
            throw NativeLibraries.missing("ONNX Runtime", e);
        }
    }

    private static Inference open(ModelFiles files, OrtEnvironment environment) throws OrtException, IOException {
        environment.setTelemetry(false);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Its errors come as exceptions; it need not write them to the console too.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Patterns are kept for each length of text seen, and lengths are many.
            options.setMemoryPatternOptimization(false);
            return checked(environment, files.session(environment, options), files);
        }
    }

    private static Inference checked(OrtEnvironment environment, OrtSession session, ModelFiles files)
            throws OrtException {
        if (session.getInputNames().contains("input_ids") && INPUTS.containsAll(session.getInputNames())) {
            return new Inference(environment, session);
        }
        Set<String> names = session.getInputNames();
        session.close();
        throw new ModelException(files + ": not a text encoder: its inputs are " + names
                + ", wanted input_ids and no others than attention_mask and token_type_ids");
    }

    private static String outputOf(OrtSession session) throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        return OUTPUTS.stream()
                .filter(outputs::containsKey)
                .findFirst()
                .orElse(outputs.keySet().iterator().next());
    }

    /** The length of the vectors, as the model states it. */
    int dimension() {
        try {
            long[] shape = ((TensorInfo) session.getOutputInfo().get(output).getInfo()).getShape();
            return Math.toIntExact(shape[shape.length - 1]);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** The text's vector: pooled, unless the network does that itself. */
    float[] run(Tokens tokens, Pooling pooling) {
        return run(tokens, tensor -> {
            long[] shape = tensor.getInfo().getShape();
            int rows = shape.length == 3 ? (int) shape[1] : 1;
            return pooling.pool(tensor.getFloatBuffer(), rows, (int) shape[shape.length - 1]);
        });
    }

    /** All numbers that the network gives. */
    float[] logits(Tokens tokens) {
        return run(tokens, tensor -> {
            FloatBuffer numbers = tensor.getFloatBuffer();
            float[] logits = new float[numbers.remaining()];
            numbers.get(logits);
            return logits;
        });
    }

    private float[] run(Tokens tokens, Function<OnnxTensor, float[]> read) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            fill(inputs, tokens);
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                return read.apply((OnnxTensor) result.get(0));
            }
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private void fill(Map<String, OnnxTensor> inputs, Tokens tokens) throws OrtException {
        long[] mask = new long[tokens.ids().length];
        Arrays.fill(mask, 1);
        Map<String, long[]> values =
                Map.of("input_ids", tokens.ids(), "attention_mask", mask, "token_type_ids", tokens.types());
        for (String name : session.getInputNames()) {
            inputs.put(name, OnnxTensor.createTensor(environment, new long[][] {values.get(name)}));
        }
    }

    private static ModelException failed(OrtException e) {
        return new ModelException(
                "ONNX Runtime failed (" + e.getMessage()
                        + "); is maxTokens within what the model takes, and is the tokenizer.json this model's own?",
                ModelException.Details.NONE,
                e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
