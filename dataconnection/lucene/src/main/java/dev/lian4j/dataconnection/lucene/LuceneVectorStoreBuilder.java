package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;

/** How a {@link LuceneVectorStore} is to be. */
public final class LuceneVectorStoreBuilder {

    private static final int EXACT_BELOW = 10_000;

    private final Path folder;
    private final EmbeddingModel embeddings;
    private Metric metric = Metric.COSINE;
    private String modelName;
    private Analyzer analyzer = new CjkBigramAnalyzer();
    private int exactBelow = EXACT_BELOW;

    LuceneVectorStoreBuilder(Path folder, EmbeddingModel embeddings) {
        this.folder = folder;
        this.embeddings = embeddings;
        this.modelName = embeddings.name();
    }

    /** How vectors are compared; cosine by default. A store keeps its metric. */
    public LuceneVectorStoreBuilder metric(Metric newMetric) {
        this.metric = newMetric;
        return this;
    }

    /** What the embedding model is called in the store, which is opened only by one of that name; the step's name by default. */
    public LuceneVectorStoreBuilder modelName(String newModelName) {
        this.modelName = newModelName;
        return this;
    }

    /**
     * How texts and questions are cut into words; by default words in lower case, and pairs of characters for Chinese,
     * Japanese and Korean. The store remembers its class, and is opened only with the same.
     */
    public LuceneVectorStoreBuilder analyzer(Analyzer newAnalyzer) {
        this.analyzer = newAnalyzer;
        return this;
    }

    /** Where fewer documents than this may be given, all are looked at, so that search is exact; 10,000 by default. */
    public LuceneVectorStoreBuilder exactBelow(int documents) {
        this.exactBelow = documents;
        return this;
    }

    /**
     * Opens the store in the folder, or makes it.
     *
     * @throws dev.lian4j.core.error.StoreException if the folder cannot be used, the store is open already, or it is of
     *     another metric, embedding model, analyzer or format
     */
    public LuceneVectorStore open() {
        return LuceneVectorStore.open(this);
    }

    Opening opening() {
        Header header = new Header(metric, modelName, analyzer.getClass().getName(), 0);
        return new Opening(folder, analyzer, header);
    }

    EmbeddingModel embeddings() {
        return embeddings;
    }

    Analyzer analyzer() {
        return analyzer;
    }

    int exactBelow() {
        return exactBelow;
    }
}
