package dev.lian4j.examples.cli;

import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.models.openai.OpenAiEmbeddings;

/**
 * An embedding model by its name on the command line. Closing it frees what it holds.
 *
 * @param model the model
 * @param resource what must be closed with it
 */
record Embedder(EmbeddingModel model, AutoCloseable resource) implements AutoCloseable {

    /** For options: how to choose one. */
    static final String CHOICES = "minilm (English), bge-zh (Chinese), or openai:NAME. Default: by the text's script.";

    private static final double MOSTLY = 0.3;

    /** The model of that name; where there is none, the one for the script of the sample. */
    static Embedder of(String nameOrEmpty, String sample) {
        String name = nameOrEmpty.isEmpty() ? chinese(sample) ? "bge-zh" : "minilm" : nameOrEmpty;
        if (name.startsWith("openai:")) {
            String model = name.substring("openai:".length());
            return new Embedder(OpenAiEmbeddings.builder().model(model).build(), () -> {});
        }
        OnnxEmbeddingModel model = switch (name) {
            case "minilm" -> OnnxEmbeddingModel.allMiniLmL6V2();
            case "bge-zh" -> OnnxEmbeddingModel.bgeSmallZhV15();
            default ->
                throw new IllegalArgumentException(
                        "Unknown embedding model '" + name + "': expected minilm, bge-zh or openai:NAME");
        };
        return new Embedder(model, model);
    }

    /** Whether a good part of the letters is Chinese. */
    static boolean chinese(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long han = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .count();
        return han > MOSTLY * letters;
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not close the embedding model", e);
        }
    }
}
