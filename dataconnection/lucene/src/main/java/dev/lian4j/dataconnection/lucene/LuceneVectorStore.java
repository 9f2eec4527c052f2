package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.retrieve.KeywordVectorStore;
import dev.lian4j.dataconnection.retrieve.VectorStoreRetriever;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.Query;

/**
 * Documents, their words, vectors and metadata in one Lucene index in a folder. What is put is found at once by this
 * object; it is kept only by {@link #commit()} or {@link #close()}: a process that is killed finds the last commit again.
 * One process may have a store open. Safe for several threads: searches run beside changes, which are made one after the
 * other, and see each of them whole. Scores are those of an
 * {@link dev.lian4j.dataconnection.store.InMemoryVectorStore}. Below 10,000 documents, or where the filter leaves fewer,
 * every vector is looked at; else the nearest are found by a graph (HNSW), which misses few but some.
 *
 * <p>Metadata may hold texts, {@code Integer}, {@code Long}, {@code Double}, {@code Boolean} and lists of them. A key may
 * hold values of several types: each type is indexed apart. Vectors may have up to 65,536 dimensions.
 */
public final class LuceneVectorStore implements KeywordVectorStore, Flushable, AutoCloseable {

    private final EmbeddingModel embeddings;
    private final LuceneIndex index;
    private final Analyzer analyzer;
    private final int exactBelow;
    private volatile Header header;

    private LuceneVectorStore(LuceneVectorStoreBuilder settings) {
        Opening opening = settings.opening();
        this.embeddings = settings.embeddings();
        this.analyzer = settings.questionAnalyzer();
        this.exactBelow = settings.exactBelow();
        this.index = opening.open();
        this.header = opening.header();
    }

    /**
     * Opens the store in a folder, or makes one that compares by cosine.
     *
     * @throws StoreException if the folder cannot be used, the store is open already, damaged, or of another metric,
     *     embedding model or format
     */
    public static LuceneVectorStore open(Path folder, EmbeddingModel embeddings) {
        return builder(folder, embeddings).open();
    }

    /** A store in this folder whose vectors are from this model; opened by {@link LuceneVectorStoreBuilder#open()}. */
    public static LuceneVectorStoreBuilder builder(Path folder, EmbeddingModel embeddings) {
        return new LuceneVectorStoreBuilder(folder, embeddings);
    }

    static LuceneVectorStore open(LuceneVectorStoreBuilder settings) {
        return new LuceneVectorStore(settings);
    }

    @Override
    public EmbeddingModel embeddings() {
        return embeddings;
    }

    /** How documents are compared. */
    public Metric metric() {
        return header.metric();
    }

    /** How many documents there are. */
    public int size() {
        return index.search(searcher -> searcher.getIndexReader().numDocs());
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if there are not as many vectors as documents; if a vector has another dimension, a value
     *     that is not finite, for cosine only zeros, or for the others a length above 1e18; if an id or a metadata key
     *     has more than 8,000 characters, or metadata a value that cannot be kept. Then nothing is stored. Or if the
     *     disk fails; then the store is as at the last commit and takes nothing more
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted beforehand; then nothing is stored
     */
    @Override
    public List<String> put(List<Document> documents, List<float[]> vectors) {
        Vectors.checkCount(documents.size(), vectors.size());
        if (documents.isEmpty()) {
            return List.of();
        }
        PutBatch batch = new PutBatch(metric());
        for (int i = 0; i < documents.size(); i++) {
            batch.add(documents.get(i), vectors.get(i));
        }
        return index.change(writer -> {
            header = batch.write(writer, header);
            return batch.ids();
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the vector has another dimension, a value that is not finite, or, for cosine, only zeros
     */
    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        float[] vector = PutBatch.ready(query.vector(), metric(), "the question");
        Query allowed = FilterQueries.of(query.filter());
        return index.search(searcher -> {
            if (header.dimension() == 0) {
                return List.of();
            }
            Vectors.checkDimension(vector, header.dimension(), "the question");
            return new VectorSearch(searcher, metric(), vector).find(query, allowed, exactBelow);
        });
    }

    /**
     * {@inheritDoc} Here by BM25 (k1 1.2, b 0.75), without bound. Of a long question the first 200 words are looked for.
     * Source: Robertson and Walker, SIGIR 1994.
     */
    @Override
    public List<ScoredDocument> keywordSearch(String question, int k, Filter filter) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        Query allowed = FilterQueries.of(filter);
        return index.search(searcher -> new KeywordSearch(searcher, analyzer).find(question, k, allowed));
    }

    @Override
    public int delete(Filter filter) {
        return index.delete(FilterQueries.of(filter));
    }

    /**
     * Makes all that was put and deleted so far outlast a crash of the process or the machine.
     *
     * @throws StoreException if the disk fails; then the store is as at the last commit and takes nothing more
     */
    public void commit() {
        index.change(this::commit);
    }

    private Header commit(IndexWriter writer) throws IOException {
        Opening.commit(writer, header);
        return header;
    }

    /** As {@link #commit()}. */
    @Override
    public void flush() {
        commit();
    }

    /** Commits and closes, in an interrupted thread too. Does nothing where the store is closed already. */
    @Override
    public void close() {
        index.close(this::commit);
    }

    /** As in {@link VectorStore}, with the embedding as a step of its own in traces. */
    @Override
    public Retriever asRetriever(int k) {
        return VectorStoreRetriever.of(this, k);
    }
}
