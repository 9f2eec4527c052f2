package dev.lian4j.core.route;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a text where its meaning is nearest to a description. Immutable; safe for several threads, as far as the routes
 * are.
 *
 * @param <O> what the routes give
 */
public final class EmbeddingRouterChain<O> implements Chain<String, O> {

    private final EmbeddingModel embedding;
    private final List<Route<O>> routes;
    private final List<List<float[]>> vectors;
    private final double threshold;
    private final Optional<Chain<? super String, ? extends O>> otherwise;

    private EmbeddingRouterChain(
            EmbeddingModel embedding,
            List<Route<O>> routes,
            List<List<float[]>> vectors,
            double threshold,
            Optional<Chain<? super String, ? extends O>> otherwise) {
        this.embedding = embedding;
        this.routes = routes;
        this.vectors = vectors;
        this.threshold = threshold;
        this.otherwise = otherwise;
    }

    /**
     * Routes by the cosine between text and descriptions, of which the best of a route counts. The descriptions are
     * embedded here.
     *
     * @throws IllegalArgumentException if there are no routes, or two have one name
     */
    public static <O> EmbeddingRouterChain<O> of(EmbeddingModel embedding, List<Route<O>> routes) {
        Routes.check(routes);
        List<List<float[]>> vectors = new ArrayList<>();
        for (Route<O> route : routes) {
            vectors.add(embedding.embedDocuments(route.descriptions()));
        }
        return new EmbeddingRouterChain<>(embedding, List.copyOf(routes), List.copyOf(vectors), -1, Optional.empty());
    }

    /**
     * This with a chain for texts that are like none of the descriptions.
     *
     * @param least the cosine, -1 to 1, below which a text is like none
     */
    public EmbeddingRouterChain<O> otherwise(double least, Chain<? super String, ? extends O> chain) {
        return new EmbeddingRouterChain<>(embedding, routes, vectors, least, Optional.of(chain));
    }

    @Override
    public O invoke(String input, Run run) {
        float[] question = run.muted().call(Chain.<String, float[]>of(embedding::embedQuery), input);
        int best = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < routes.size(); i++) {
            double score = vectors.get(i).stream()
                    .mapToDouble(vector -> Cosine.of(question, vector))
                    .max()
                    .orElse(-1);
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        if (bestScore < threshold && otherwise.isPresent()) {
            return run.call(otherwise.get(), input);
        }
        return run.call(routes.get(best).chain(), input);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return Stream.concat(routes.stream().map(Route::chain), otherwise.stream())
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public boolean streams() {
        return Routes.stream(routes, otherwise);
    }
}
