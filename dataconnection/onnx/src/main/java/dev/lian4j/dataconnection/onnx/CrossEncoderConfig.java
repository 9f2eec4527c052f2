package dev.lian4j.dataconnection.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a cross-encoder's directory says of its use. Each file is optional. Source: what {@code CrossEncoder.save} of
 * sentence-transformers 2 to 5 writes.
 */
record CrossEncoderConfig(Path directory) {

    private static final int USUAL_LIMIT = 512;

    /** A tokenizer without a limit of its own has a number with thirty digits there. */
    private static final int UNLIMITED = 1_000_000;

    void configure(OnnxReranker.Builder builder) {
        builder.name(directory.toAbsolutePath().normalize().getFileName().toString())
                .sigmoid(sigmoid())
                .maxTokens(maxTokens());
    }

    /** Sigmoid where nothing is said, as sentence-transformers does for one number. */
    private boolean sigmoid() {
        JsonNode config = JsonFile.read(directory.resolve("config.json"));
        return Stream.of(
                        config.path("sentence_transformers").path("activation_fn"),
                        config.path("sbert_ce_default_activation_function"))
                .noneMatch(name -> name.asText().endsWith("Identity"));
    }

    private int maxTokens() {
        JsonNode limit =
                JsonFile.read(directory.resolve("tokenizer_config.json")).path("model_max_length");
        return limit.asDouble(UNLIMITED) < UNLIMITED ? limit.asInt() : USUAL_LIMIT;
    }
}
