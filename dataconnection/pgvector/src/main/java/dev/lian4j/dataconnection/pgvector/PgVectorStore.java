package dev.lian4j.dataconnection.pgvector;

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
import java.util.List;
import javax.sql.DataSource;

/**
 * Documents, their words, vectors and metadata in one table of PostgreSQL with pgvector, one row a document. Each call is
 * one transaction. Bring a pool as the data source where there are many callers. Safe for several threads and processes.
 * Scores are those of {@link Metric}; for cosine the vectors are stored with length 1. The dimension, the metric, the
 * language and the embedding model's name are written down and checked when the store is opened.
 *
 * <p>Metadata may hold texts, finite numbers, booleans, and lists and maps of them; keys come back in the database's
 * order, numbers as the narrowest of {@code Integer}, {@code Long} and {@code Double}. In filters, texts are ordered by
 * code points, and lists within lists are not looked into. A character that PostgreSQL cannot hold becomes U+FFFD.
 */
public final class PgVectorStore implements KeywordVectorStore {

    private final EmbeddingModel embeddings;
    private final Database database;
    private final TableNames names;
    private final Entry entry;
    private final IndexSql index;
    private final VectorSearch vectors;

    PgVectorStore(
            EmbeddingModel embeddings,
            Database database,
            TableNames names,
            Entry entry,
            IndexSql index,
            boolean exact) {
        this.embeddings = embeddings;
        this.database = database;
        this.names = names;
        this.entry = entry;
        this.index = index;
        this.vectors = new VectorSearch(names, Distance.of(entry.metric()), index, exact);
    }

    /**
     * Opens the store in table {@code lian4j_documents}, or makes one that compares by cosine, with an HNSW index.
     *
     * @throws StoreException as {@link PgVectorStoreBuilder#open()}
     */
    public static PgVectorStore open(DataSource source, EmbeddingModel embeddings) {
        return builder(source, embeddings).open();
    }

    /** A store in this database whose vectors are from this model; opened by {@link PgVectorStoreBuilder#open()}. */
    public static PgVectorStoreBuilder builder(DataSource source, EmbeddingModel embeddings) {
        return new PgVectorStoreBuilder(source, embeddings);
    }

    @Override
    public EmbeddingModel embeddings() {
        return embeddings;
    }

    /** How documents are compared. */
    public Metric metric() {
        return entry.metric();
    }

    /** How many numbers a vector has. */
    public int dimension() {
        return entry.dimension();
    }

    /** How many documents there are. */
    public long size() {
        Sql count = Sql.of("SELECT count(*) FROM " + names.table());
        return database.call("counted", connection -> count.query(connection, row -> row.getLong(1)))
                .get(0);
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if there are not as many vectors as documents; if a vector has another dimension, a value
     *     that is not finite, or, for cosine, only zeros; if metadata have a value that cannot be kept; or if the database
     *     cannot be reached or refuses. Then nothing is stored
     */
    @Override
    public List<String> put(List<Document> documents, List<float[]> documentVectors) {
        Rows rows = Rows.of(documents, documentVectors, metric(), dimension());
        return database.call("written", connection -> {
            rows.write(connection, names, entry.language());
            return rows.ids();
        });
    }

    /**
     * {@inheritDoc} Where an index gives fewer than asked for, as behind a filter that few rows pass, all rows that the
     * filter leaves are looked at.
     *
     * @throws StoreException if the vector has another dimension, a value that is not finite, or, for cosine, only zeros;
     *     or if the database cannot be reached or refuses
     */
    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        Vectors.checkDimension(query.vector(), dimension(), "the question");
        VectorQuery ready = new VectorQuery(
                Vectors.ready(query.vector(), metric(), "the question"),
                query.k(),
                query.filter(),
                query.minScore(),
                query.offset(),
                query.includeVectors());
        return database.call("searched", connection -> vectors.find(connection, ready));
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the database cannot be reached or refuses
     */
    @Override
    public int delete(Filter filter) {
        Sql delete = Sql.of("DELETE FROM " + names.table() + " WHERE ").then(FilterSql.of(filter));
        return database.call("changed", delete::update);
    }

    /**
     * The {@code k} documents that have words of the question, best first, by PostgreSQL's {@code ts_rank}; Chinese,
     * Japanese, Korean and Thai by pairs of characters. Scores are above 0; only their order means anything. Of a text,
     * the first 50,000 characters are looked up.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws StoreException if the database cannot be reached or refuses
     */
    @Override
    public List<ScoredDocument> keywordSearch(String question, int k, Filter filter) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        KeywordSearch words = new KeywordSearch(names, entry.language());
        return database.call("searched", connection -> words.find(connection, question, k, filter));
    }

    /** As in {@link VectorStore}, with the embedding as a step of its own in traces. */
    @Override
    public Retriever asRetriever(int k) {
        return VectorStoreRetriever.of(this, k);
    }

    /**
     * Makes the index over the vectors anew: after many deletions, or, for {@link PgIndex.IvfFlat}, when there are rows
     * to learn from. Writers wait meanwhile.
     */
    public void rebuildIndex() {
        database.call("indexed", index::remake);
    }

    /** Removes the table with all that is in it. The store cannot be used any more. */
    public void drop() {
        database.call("dropped", connection -> new Layout(connection, names).drop());
    }
}
