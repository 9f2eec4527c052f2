package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import dev.lian4j.models.support.ServerBuilder;
import dev.lian4j.models.support.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model of Ollama. Texts go in batches; each vector is checked. A text that is longer than the model's
 * context is an error, unless the builder says {@link Builder#truncate}. Immutable, thread safe. Errors are those of
 * {@code core.error}; source of the protocol: ollama, docs/api.md, "Generate Embeddings".
 */
public final class OllamaEmbeddings implements EmbeddingModel {

    /** The texts of one request if nothing is said. */
    public static final int DEFAULT_BATCH_SIZE = 64;

    private final JsonTransport transport;
    private final String model;
    private final @Nullable Integer dimensions;
    private final int batchSize;
    private final boolean truncate;

    private OllamaEmbeddings(Builder builder) {
        if (builder.model == null) {
            throw new IllegalArgumentException("Name a model by model(...); `ollama list` shows those that are there");
        }
        this.transport = builder.way();
        this.model = builder.model;
        this.dimensions = builder.dimensions;
        this.batchSize = builder.batchSize;
        this.truncate = builder.truncate;
    }

    /** A model on this machine, or where {@code OLLAMA_HOST} says: {@code of("nomic-embed-text")}. */
    public static OllamaEmbeddings of(String model) {
        return builder().model(model).build();
    }

    /** Nothing set yet; a model has to be named. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return invoke(texts);
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        return Vectors.inBatches(texts, batchSize, run, model, dimensions, batch -> embed(batch, run));
    }

    private List<float[]> embed(List<String> batch, Run run) {
        ObjectNode body = Json.object().put("model", model).put("truncate", truncate);
        JsonNode input = Json.of(batch);
        body.set("input", input);
        if (dimensions != null) {
            body.put("dimensions", dimensions);
        }
        return transport.call(
                new Post("api/embed", body, false),
                run,
                (reply, guarded) -> new OllamaEmbeddingAssembler(reply, batch.size()));
    }

    @Override
    public String toString() {
        return "OllamaEmbeddings[" + model + " at " + transport + "]";
    }

    /** Sets where to call and how to embed. Not thread safe. */
    public static final class Builder extends ServerBuilder<Builder> {
        private @Nullable String model;
        private @Nullable Integer dimensions;
        private int batchSize = DEFAULT_BATCH_SIZE;
        private boolean truncate;

        private Builder() {
            super(OllamaHost.SERVER);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String address(String setting) {
            return OllamaHost.address(setting);
        }

        private JsonTransport way() {
            return transport();
        }

        /** The model's name. */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /** The length of the vectors, for models that can shorten them. Default: the model's own. */
        public Builder dimensions(int length) {
            this.dimensions = positive("dimensions", length);
            return this;
        }

        /** The most texts of one request. Default: {@value OllamaEmbeddings#DEFAULT_BATCH_SIZE}. */
        public Builder batchSize(int texts) {
            this.batchSize = positive("batchSize", texts);
            return this;
        }

        /** Cuts off what is longer than the model's context. Default: that is an error. */
        public Builder truncate() {
            this.truncate = true;
            return this;
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, was " + value);
            }
            return value;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public OllamaEmbeddings build() {
            return new OllamaEmbeddings(this);
        }
    }
}
