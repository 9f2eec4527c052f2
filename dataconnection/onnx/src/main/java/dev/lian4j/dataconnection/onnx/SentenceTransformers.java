package dev.lian4j.dataconnection.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.ModelException;
import java.nio.file.Path;

/**
 * What a sentence-transformers directory says of its model's use. Each file is optional; the defaults are those of most
 * models. Source: the layout that {@code SentenceTransformer.save} of sentence-transformers 2 to 5 writes.
 */
record SentenceTransformers(Path directory) {

    private static final int USUAL_LIMIT = 512;

    /** A builder with these settings. */
    void configure(OnnxEmbeddingModel.Builder builder) {
        JsonNode prompts = read("config_sentence_transformers.json").path("prompts");
        builder.name(directory.toAbsolutePath().normalize().getFileName().toString())
                .pooling(pooling())
                .normalize(normalizes())
                .maxTokens(
                        read("sentence_bert_config.json").path("max_seq_length").asInt(USUAL_LIMIT))
                .queryPrefix(prompts.path("query").asText(""))
                .passagePrefix(
                        prompts.path("document").asText(prompts.path("passage").asText("")));
    }

    private Pooling pooling() {
        JsonNode modes = read("1_Pooling/config.json");
        if (modes.path("pooling_mode_cls_token").asBoolean()) {
            return Pooling.CLS;
        }
        if (modes.path("pooling_mode_mean_tokens").asBoolean(true)) {
            return Pooling.MEAN;
        }
        throw new ModelException(directory + ": 1_Pooling/config.json asks for neither mean nor cls pooling: " + modes
                + "; no other is supported");
    }

    /** Without a list of modules nothing is known, and unit vectors do no harm. */
    private boolean normalizes() {
        JsonNode modules = read("modules.json");
        return modules.isMissingNode()
                || modules.findValuesAsText("type").stream().anyMatch(type -> type.endsWith("Normalize"));
    }

    private JsonNode read(String name) {
        return JsonFile.read(directory.resolve(name));
    }
}
