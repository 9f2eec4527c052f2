package dev.lian4j.models.rerank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Reranker;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import dev.lian4j.models.support.ServerBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reranker of Cohere, Jina, Voyage or SiliconFlow, or of any server that speaks their protocol, {@code POST rerank}.
 * Texts go in batches, one after another; each score is checked and in its text's place, on the model's own scale, mostly 0
 * to 1. Immutable, thread safe. Errors are those of {@code core.error}; source of the protocol: the references of Cohere
 * ("Rerank", v2) and Jina AI ("Reranker API").
 */
public final class HttpReranker implements Reranker {

    /** The texts of one request if nothing is said. */
    public static final int DEFAULT_BATCH_SIZE = 100;

    private final JsonTransport transport;
    private final RerankProvider provider;
    private final String model;
    private final int batchSize;

    private HttpReranker(Builder builder) {
        if (builder.model == null) {
            throw new IllegalArgumentException("Name a model by model(...), such as rerank-v3.5 for Cohere");
        }
        this.transport = builder.way();
        this.provider = builder.provider;
        this.model = builder.model;
        this.batchSize = builder.batchSize;
    }

    /**
     * A provider's model, with the key from the environment or {@code .env}: {@code of(COHERE, "rerank-v3.5")}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static HttpReranker of(RerankProvider provider, String model) {
        return builder(provider).model(model).build();
    }

    /** Nothing else set yet; a model has to be named. */
    public static Builder builder(RerankProvider provider) {
        return new Builder(provider);
    }

    @Override
    public double[] scores(String query, List<String> texts, Run run) {
        double[] scores = new double[texts.size()];
        for (int from = 0; from < scores.length; from += batchSize) {
            run.checkCancelled();
            List<String> batch = texts.subList(from, Math.min(from + batchSize, scores.length));
            System.arraycopy(scoresOf(query, batch, run), 0, scores, from, batch.size());
        }
        return scores;
    }

    private double[] scoresOf(String query, List<String> batch, Run run) {
        ObjectNode body = Json.object().put("model", model).put("query", query);
        body.set("documents", Json.of(batch));
        if (provider.sendsTextsBack()) {
            body.put("return_documents", false);
        }
        return transport.call(
                new Post("rerank", body, false), run, (reply, guarded) -> new ScoreAssembler(reply, batch.size()));
    }

    @Override
    public String toString() {
        return "HttpReranker[" + model + " at " + transport + "]";
    }

    /** Sets where to call. Not thread safe. */
    public static final class Builder extends ServerBuilder<Builder> {
        private final RerankProvider provider;
        private @Nullable String model;
        private int batchSize = DEFAULT_BATCH_SIZE;

        private Builder(RerankProvider provider) {
            super(provider.server());
            this.provider = provider;
        }

        @Override
        protected Builder self() {
            return this;
        }

        private JsonTransport way() {
            return transport();
        }

        /** The model's name. */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /** The most texts of one request. Default: {@value HttpReranker#DEFAULT_BATCH_SIZE}. */
        public Builder batchSize(int texts) {
            if (texts < 1) {
                throw new IllegalArgumentException("batchSize must be at least 1, was " + texts);
            }
            this.batchSize = texts;
            return this;
        }

        /**
         * The reranker.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if the provider itself is called and there is no key
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public HttpReranker build() {
            return new HttpReranker(this);
        }
    }
}
