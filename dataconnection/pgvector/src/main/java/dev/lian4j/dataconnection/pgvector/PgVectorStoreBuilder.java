package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import javax.sql.DataSource;

/** The settings of a {@link PgVectorStore}. Not thread safe. */
public final class PgVectorStoreBuilder {

    private final DataSource source;
    private final EmbeddingModel embeddings;
    private String table = "lian4j_documents";
    private Metric metric = Metric.COSINE;
    private PgIndex index = PgIndex.hnsw();
    private int dimension;
    private String model = "";
    private String language = "english";

    PgVectorStoreBuilder(DataSource source, EmbeddingModel embeddings) {
        this.source = source;
        this.embeddings = embeddings;
    }

    /**
     * The table, with its schema and a dot before it where that is not the connection's; {@code lian4j_documents} if not
     * set.
     *
     * @throws IllegalArgumentException if it is no name of letters, digits and underscores
     */
    public PgVectorStoreBuilder table(String newTable) {
        TableNames.of(newTable);
        this.table = newTable;
        return this;
    }

    /** How documents are compared; cosine if not set. */
    public PgVectorStoreBuilder metric(Metric newMetric) {
        this.metric = newMetric;
        return this;
    }

    /** How near vectors are found; {@link PgIndex#hnsw()} if not set. */
    public PgVectorStoreBuilder index(PgIndex newIndex) {
        this.index = newIndex;
        return this;
    }

    /**
     * The dimension of the vectors, 1 to 16,000. If not set, a new store asks the embedding model for the vector of one
     * word.
     */
    public PgVectorStoreBuilder dimension(int newDimension) {
        if (newDimension < 1 || newDimension > 16_000) {
            throw new IllegalArgumentException("dimension must be from 1 to 16000, was " + newDimension);
        }
        this.dimension = newDimension;
        return this;
    }

    /** The embedding model's name, to refuse to open the store with another one; not checked if not set. */
    public PgVectorStoreBuilder model(String newModel) {
        this.model = newModel;
        return this;
    }

    /**
     * PostgreSQL's text search configuration for words, such as {@code german} or {@code simple}; {@code english} if not
     * set. Chinese, Japanese, Korean and Thai need none: they are looked up by pairs of characters.
     */
    public PgVectorStoreBuilder language(String newLanguage) {
        this.language = newLanguage;
        return this;
    }

    /**
     * Opens the store, making its table where it is not there.
     *
     * @throws StoreException if the database cannot be reached or has no pgvector, or if the table was made with another
     *     metric, dimension, embedding model or language, or by a newer version
     */
    public PgVectorStore open() {
        TableNames names = TableNames.of(table);
        Database database = new Database(source, names.table());
        Entry entry = opened(database, names);
        boolean iterates = database.call("opened", IndexSql::iterates);
        IndexSql vectors = new IndexSql(index, names, Distance.of(metric), entry.dimension(), iterates);
        database.call("indexed", vectors::make);
        return new PgVectorStore(embeddings, database, names, entry, vectors, index instanceof PgIndex.Exact);
    }

    /** A remote embedding model is not asked within a transaction. */
    private Entry opened(Database database, TableNames names) {
        boolean known = database.call("opened", connection -> Layout.known(connection, names))
                .isPresent();
        int wanted = known || dimension > 0 ? dimension : embeddings.embedQuery("dimension").length;
        return database.call(
                "opened",
                connection ->
                        new Layout(connection, names).open(new Entry(Layout.VERSION, wanted, metric, model, language)));
    }
}
