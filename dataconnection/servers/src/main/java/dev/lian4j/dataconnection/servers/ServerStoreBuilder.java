package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings that all stores on servers have. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class ServerStoreBuilder<B extends ServerStoreBuilder<B>> {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,127}");

    private final Address address;
    private final EmbeddingModel embeddings;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Metric metric = Metric.COSINE;
    private Duration timeout = Duration.ofSeconds(60);
    private Retry retry = Retry.of(3);
    private int dimension;
    private String collection = "lian4j_documents";

    ServerStoreBuilder(String server, String url, EmbeddingModel embeddings) {
        this.address = Address.of(server, url);
        this.embeddings = embeddings;
    }

    abstract B self();

    /**
     * The collection's or index's name; {@code lian4j_documents} if not set.
     *
     * @throws IllegalArgumentException if it has other than letters, digits, {@code _}, {@code -} and {@code .}
     */
    public B collection(String newCollection) {
        if (!NAME.matcher(newCollection).matches()) {
            throw new IllegalArgumentException("'" + newCollection
                    + "' is no name for a collection: use letters, digits, _, - and ., at most 128");
        }
        this.collection = newCollection;
        return self();
    }

    /** How documents are compared; cosine if not set. */
    public B metric(Metric newMetric) {
        this.metric = newMetric;
        return self();
    }

    /**
     * The dimension of the vectors, at least 1. If not set, a new collection asks the embedding model for the vector of
     * one word.
     */
    public B dimension(int newDimension) {
        if (newDimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1, was " + newDimension);
        }
        this.dimension = newDimension;
        return self();
    }

    /** A header of every request, such as one with a key; its value is never shown. */
    public B header(String name, String value) {
        if (!value.matches("[\\t\\x20-\\x7e]*")) {
            throw new IllegalArgumentException(
                    "The value of header '" + name + "' has a character that no header can carry");
        }
        headers.put(name, value);
        return self();
    }

    /** The longest wait for the connection, and for each piece of an answer; a minute if not set. */
    public B timeout(Duration newTimeout) {
        this.timeout = newTimeout;
        return self();
    }

    /** When to try again; if not set, three times in all where the connection breaks or the server is overloaded. */
    public B retry(Retry newRetry) {
        this.retry = newRetry;
        return self();
    }

    EmbeddingModel embeddings() {
        return embeddings;
    }

    Metric metric() {
        return metric;
    }

    String collection() {
        return collection;
    }

    StoreServer server() {
        return new StoreServer(new Address(address.server(), address.base(), Map.copyOf(headers)), timeout, retry);
    }

    /** The dimension for a new collection. */
    int newDimension() {
        return dimension > 0 ? dimension : embeddings.embedQuery("dimension").length;
    }

    /** Refuses a collection that was made otherwise; gives its dimension. */
    int checked(String storedMetric, String wantedMetric, int storedDimension) {
        same("metric", storedMetric, wantedMetric);
        same("dimension", storedDimension, dimension == 0 ? storedDimension : dimension);
        return storedDimension;
    }

    private void same(String what, Object stored, Object wanted) {
        if (!stored.equals(wanted)) {
            throw new StoreException("Collection '" + collection + "' of " + address.place() + " was made with " + what
                    + " '" + stored + "', not '" + wanted + "'; open it as it was made, or make another one");
        }
    }
}
