package dev.lian4j.dataconnection.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.List;

/** A text in, its vector out. Safe for several threads. */
final class Encoder implements AutoCloseable {

    private final Settings settings;
    private final LoadedModel model;

    private Encoder(Settings settings, LoadedModel model) {
        this.settings = settings;
        this.model = model;
    }

    static Encoder open(ModelFiles files, Settings settings) {
        return new Encoder(
                settings, LoadedModel.open(files, settings.maxTokens(), "embedding model " + settings.name()));
    }

    /** A text's vector, and whether the text was cut. */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the package, never compared
    record Encoded(float[] vector, boolean cut) {}

    Encoded encode(String text) {
        return model.use((tokenizer, network) -> {
            Tokens tokens = Tokens.of(tokenizer, prepared(text));
            boolean inWindows = tokens.cut() && settings.averageWindows();
            float[] vector = inWindows ? average(tokenizer, network, text) : network.run(tokens, settings.pooling());
            return new Encoded(settings.normalize() ? Pooling.normalize(vector) : vector, tokens.cut() && !inWindows);
        });
    }

    /** The mean of the windows' vectors, each counting by its tokens: the last is mostly short. */
    private float[] average(HuggingFaceTokenizer tokenizer, Inference network, String text) {
        List<Tokens> windows = Tokens.windows(tokenizer, prepared(text));
        float[] sum = new float[network.dimension()];
        long all = 0;
        for (Tokens window : windows) {
            float[] vector = Pooling.normalize(network.run(window, settings.pooling()));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i] * window.ids().length;
            }
            all += window.ids().length;
        }
        Pooling.divide(sum, (float) all);
        return sum;
    }

    int count(String text) {
        return model.use((tokenizer, network) -> Tokens.count(tokenizer, prepared(text)));
    }

    int dimension() {
        return model.use((tokenizer, network) -> network.dimension());
    }

    private String prepared(String text) {
        return settings.lowerCase() ? Tokens.uncased(text) : text;
    }

    @Override
    public void close() {
        model.close();
    }
}
