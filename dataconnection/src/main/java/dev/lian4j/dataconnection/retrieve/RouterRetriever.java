package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the one retriever whose example questions are nearest to the question, by the cosine of their embeddings: the
 * handbook for work, the catalogue for goods. Immutable, thread safe.
 */
public final class RouterRetriever implements Retriever {

    private final EmbeddingModel embeddings;
    private final List<Route> routes;
    private final double minScore;
    private final @Nullable Chain<String, List<ScoredDocument>> fallback;

    private RouterRetriever(Builder builder) {
        this.embeddings = builder.embeddings;
        this.routes = List.copyOf(builder.routes);
        this.minScore = builder.minScore;
        this.fallback = builder.fallback;
    }

    /** No routes yet. */
    public static Builder builder(EmbeddingModel embeddings) {
        return new Builder(embeddings);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    /** What the chosen retriever finds; nothing where none is near enough and there is no fallback. */
    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        float[] vector = run.call(new QueryEmbedding(embeddings), query);
        Chain<String, List<ScoredDocument>> chosen = fallback;
        double best = minScore;
        for (Route route : routes) {
            double score = route.nearness(vector);
            if (score >= best) {
                best = Math.nextUp(score); // of equals the first
                chosen = route.retriever;
            }
        }
        return chosen == null ? List.of() : run.call(chosen, query);
    }

    private record Route(Chain<String, List<ScoredDocument>> retriever, List<float[]> examples) {
        double nearness(float[] query) {
            return examples.stream()
                    .mapToDouble(example -> Cosine.of(query, example))
                    .max()
                    .orElse(-1);
        }
    }

    /** Gathers routes. Not thread safe. */
    public static final class Builder {
        private final EmbeddingModel embeddings;
        private final List<Route> routes = new ArrayList<>();
        private double minScore = -1;
        private @Nullable Chain<String, List<ScoredDocument>> fallback;

        private Builder(EmbeddingModel embeddings) {
            this.embeddings = embeddings;
        }

        /**
         * Adds a retriever.
         *
         * @param name how it is called in traces
         * @param examples questions that it answers, or a description of them; at least one; embedded now
         */
        public Builder route(
                String name, List<String> examples, Chain<String, ? extends List<ScoredDocument>> retriever) {
            if (examples.isEmpty()) {
                throw new IllegalArgumentException("Route '" + name + "' needs at least one example question");
            }
            Chain<String, List<ScoredDocument>> plain = (query, run) -> run.call(retriever, query);
            routes.add(new Route(
                    plain.named(name),
                    examples.stream().map(embeddings::embedQuery).toList()));
            return this;
        }

        /** Who is asked where no example is near enough; by default nobody. */
        public Builder fallback(Chain<String, List<ScoredDocument>> retriever) {
            this.fallback = retriever;
            return this;
        }

        /** The least cosine at which a route is taken, -1 to 1; by default the nearest is taken however far. */
        public Builder minScore(double cosine) {
            this.minScore = cosine;
            return this;
        }

        /**
         * The retriever.
         *
         * @throws IllegalArgumentException if there is neither a route nor a fallback
         */
        public RouterRetriever build() {
            if (routes.isEmpty() && fallback == null) {
                throw new IllegalArgumentException("A router needs at least one route(...)");
            }
            return new RouterRetriever(this);
        }
    }
}
