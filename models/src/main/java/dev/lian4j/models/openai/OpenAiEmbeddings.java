package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model of OpenAI, or of any server that speaks its embeddings protocol. Texts go in batches; each vector
 * is checked and in its text's place. Immutable, thread safe. Errors are those of {@code core.error}; source of the
 * protocol: OpenAI's API reference, "Embeddings".
 */
public final class OpenAiEmbeddings implements EmbeddingModel {

    /** The model that embeds if none is named. */
    public static final String DEFAULT_MODEL = "text-embedding-3-small";

    /** The texts of one request if nothing is said. */
    public static final int DEFAULT_BATCH_SIZE = 256;

    private final Endpoint endpoint;
    private final String model;
    private final @Nullable Integer dimensions;
    private final int batchSize;

    private OpenAiEmbeddings(Builder builder) {
        this.endpoint = builder.endpoint();
        this.model = builder.model;
        this.dimensions = builder.dimensions;
        this.batchSize = builder.batchSize();
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static OpenAiEmbeddings create() {
        return builder().build();
    }

    /** A provider's model, with the key from the environment or {@code .env}. */
    public static OpenAiEmbeddings of(Provider provider, String model) {
        return builder(provider).model(model).build();
    }

    /** Nothing set yet; the provider is the one whose address it is. */
    public static Builder builder() {
        return new Builder(null);
    }

    /**
     * A model of this provider, which {@link Builder#model} has to name.
     *
     * @throws IllegalArgumentException if it has no embeddings
     */
    public static Builder builder(Provider provider) {
        if (provider.dialect().embeddingBatch() == 0) {
            throw new IllegalArgumentException(
                    provider.server().name() + " has no embeddings; take another provider or a local model");
        }
        return new Builder(provider);
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
        ObjectNode body = Json.object().put("model", model);
        body.set("input", Json.of(batch));
        if (dimensions != null) {
            body.put(endpoint.dialect().dimensionsField(), dimensions);
        }
        return endpoint.post(
                "embeddings", body, false, run, (reply, guarded) -> new EmbeddingAssembler(reply, batch.size()));
    }

    @Override
    public String toString() {
        return "OpenAiEmbeddings[" + model + " at " + endpoint + "]";
    }

    /** Sets where to call and how to embed. Not thread safe. */
    public static final class Builder extends OpenAiBuilder<Builder> {
        private String model = DEFAULT_MODEL;
        private @Nullable Integer dimensions;
        private @Nullable Integer batchSize;

        private Builder(@Nullable Provider provider) {
            super(provider);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The model's name. Default: {@value OpenAiEmbeddings#DEFAULT_MODEL}. */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /** The length of the vectors, for models that can shorten them. Default: the model's own. */
        public Builder dimensions(int length) {
            if (length < 1) {
                throw new IllegalArgumentException("dimensions must be at least 1, was " + length);
            }
            this.dimensions = length;
            return this;
        }

        /**
         * The most texts of one request. Default: {@value OpenAiEmbeddings#DEFAULT_BATCH_SIZE}, or what the provider
         * takes where that is less.
         */
        public Builder batchSize(int texts) {
            if (texts < 1) {
                throw new IllegalArgumentException("batchSize must be at least 1, was " + texts);
            }
            this.batchSize = texts;
            return this;
        }

        private int batchSize() {
            int most = provider().dialect().embeddingBatch();
            return batchSize != null ? batchSize : most == 0 ? DEFAULT_BATCH_SIZE : most;
        }

        /**
         * The model.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if the provider wants a key and there is none
         * @throws IllegalArgumentException if the address, the key or a header cannot be sent
         */
        public OpenAiEmbeddings build() {
            return new OpenAiEmbeddings(this);
        }
    }
}
