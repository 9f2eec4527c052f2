package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** How a {@link LuceneVectorStore} is to be. */
public final class LuceneVectorStoreBuilder {

    private static final int EXACT_BELOW = 10_000;

    private final Path folder;
    private final EmbeddingModel embeddings;
    private Metric metric = Metric.COSINE;
    private String modelName;
    private Analyzer analyzer = CjkBigramAnalyzer.forTexts();
    private Analyzer questionAnalyzer = CjkBigramAnalyzer.forQuestions();
    private int dimension;
    private int exactBelow = EXACT_BELOW;
    private boolean verify = true;
    private UnaryOperator<Directory> disk = UnaryOperator.identity();

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

    /**
     * What the embedding model is called in the store, which is opened only by one of that name; the step's name by
     * default, which may not tell two models of one class apart.
     */
    public LuceneVectorStoreBuilder modelName(String newModelName) {
        this.modelName = newModelName;
        return this;
    }

    /**
     * How texts and questions are cut into words; by default words in lower case, English ones without their endings, and
     * pairs of characters for Chinese, Japanese and Korean. The store remembers its class, and is opened only with the
     * same. {@code SmartChineseAnalyzer} of lucene-analysis-smartcn cuts simplified Chinese by a dictionary.
     */
    public LuceneVectorStoreBuilder analyzer(Analyzer newAnalyzer) {
        this.analyzer = newAnalyzer;
        this.questionAnalyzer = newAnalyzer;
        return this;
    }

    /** How many dimensions the vectors have; by default as many as the store's, or those of the first that are put. */
    public LuceneVectorStoreBuilder dimension(int newDimension) {
        if (newDimension < 1 || newDimension > WideVectors.MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "dimension must be from 1 to " + WideVectors.MOST_DIMENSIONS + ", was " + newDimension);
        }
        this.dimension = newDimension;
        return this;
    }

    /**
     * Whether opening reads the whole store and compares its checksums, which takes a second or so a gigabyte; true by
     * default. Where not, damage is told when it is met.
     */
    public LuceneVectorStoreBuilder verify(boolean newVerify) {
        this.verify = newVerify;
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
     * @throws dev.lian4j.core.error.StoreException if the folder cannot be used, the store is open already, damaged, or
     *     of another metric, embedding model, dimension, analyzer or format
     */
    public LuceneVectorStore open() {
        return LuceneVectorStore.open(this);
    }

    Opening opening() {
        return new Opening(this);
    }

    /** A disk between the store and the folder's, for tests of faults. */
    LuceneVectorStoreBuilder disk(UnaryOperator<Directory> newDisk) {
        this.disk = newDisk;
        return this;
    }

    Directory directory() throws IOException {
        return disk.apply(FSDirectory.open(folder));
    }

    Path folder() {
        return folder;
    }

    Header header() {
        return new Header(metric, modelName, analyzer.getClass().getName(), dimension);
    }

    EmbeddingModel embeddings() {
        return embeddings;
    }

    Analyzer analyzer() {
        return analyzer;
    }

    Analyzer questionAnalyzer() {
        return questionAnalyzer;
    }

    boolean verified() {
        return verify;
    }

    int exactBelow() {
        return exactBelow;
    }
}
