package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * An embedding model of Google's Gemini API. Documents and questions are told apart, as the model was trained. Texts go
 * in batches; each vector is checked. Shortened vectors do not have length 1. Immutable, thread safe. Errors are those
 * of {@code core.error}; source of the protocol: the Gemini API's reference, "Embeddings".
 */
public final class GeminiEmbeddings implements EmbeddingModel {

    /** The texts of one request if nothing is said, and the most that the server takes. */
    public static final int DEFAULT_BATCH_SIZE = 100;

    private final JsonTransport transport;
    private final String model;
    private final @Nullable Integer dimensions;
    private final int batchSize;

    private GeminiEmbeddings(Builder builder) {
        if (builder.model == null) {
            throw new IllegalArgumentException("Name a model by model(...), such as gemini-embedding-001");
        }
        this.transport = builder.way();
        this.model = builder.model;
        this.dimensions = builder.dimensions;
        this.batchSize = builder.batchSize;
    }

    /**
     * A model with the key from {@code GEMINI_API_KEY} or {@code GOOGLE_API_KEY}: {@code of("gemini-embedding-001")}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static GeminiEmbeddings of(String model) {
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
    public float[] embedQuery(String query) {
        return embed(List.of(query), "RETRIEVAL_QUERY", Run.root()).get(0);
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        return embed(texts, "RETRIEVAL_DOCUMENT", run);
    }

    private List<float[]> embed(List<String> texts, String task, Run run) {
        return Vectors.inBatches(texts, batchSize, run, model, dimensions, batch -> batch(batch, task, run));
    }

    private List<float[]> batch(List<String> batch, String task, Run run) {
        ObjectNode body = Json.object();
        ArrayNode requests = body.putArray("requests");
        batch.forEach(text -> request(requests.addObject(), text, task));
        return transport.call(
                new Post(GeminiHost.resource(model) + ":batchEmbedContents", body, false),
                run,
                (reply, guarded) -> new GeminiEmbeddingAssembler(reply, batch.size()));
    }

    private void request(ObjectNode node, String text, String task) {
        node.put("model", GeminiHost.resource(model)).put("taskType", task);
        node.putObject("content").putArray("parts").addObject().put("text", text);
        if (dimensions != null) {
            node.put("outputDimensionality", dimensions);
        }
    }

    @Override
    public String toString() {
        return "GeminiEmbeddings[" + model + " at " + transport + "]";
    }

    /** Sets where to call and how to embed. Not thread safe. */
    public static final class Builder extends ServerBuilder<Builder> {
        private @Nullable String model;
        private @Nullable Integer dimensions;
        private int batchSize = DEFAULT_BATCH_SIZE;

        private Builder() {
            super(GeminiHost.SERVER);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String address(String setting) {
            return GeminiHost.address(setting);
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

        /** The most texts of one request. Default: {@value GeminiEmbeddings#DEFAULT_BATCH_SIZE}. */
        public Builder batchSize(int texts) {
            this.batchSize = positive("batchSize", texts);
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
         * @throws dev.lian4j.core.error.AuthenticationException if Google itself is called and there is no key
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public GeminiEmbeddings build() {
            return new GeminiEmbeddings(this);
        }
    }
}
