package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the register knows of a store.
 *
 * @param layout the version of its table's layout
 * @param dimension of its vectors
 * @param metric how they are compared
 * @param model the embedding model's name; empty where it was not told
 * @param language PostgreSQL's text search configuration for words
 */
record Entry(int layout, int dimension, Metric metric, String model, String language) {

    static final String COLUMNS = "layout, dimension, metric, model, language";

    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt(1), row.getInt(2), Metric.valueOf(row.getString(3)), row.getString(4), row.getString(5));
    }

    /** Refuses to open this store as another one. */
    void check(Entry wanted, String table) {
        if (layout > wanted.layout) {
            throw new StoreException("The vector store in PostgreSQL table " + table + " has layout " + layout
                    + ", but this version of Lian4J knows layouts up to " + wanted.layout + "; use a newer version");
        }
        same("metric", metric, wanted.metric, table);
        same("dimension", dimension, wanted.dimension == 0 ? dimension : wanted.dimension, table);
        same("embedding model", model, wanted.model.isEmpty() ? model : wanted.model, table);
        same("language", language, wanted.language, table);
    }

    private static void same(String what, Object stored, Object wanted, String table) {
        if (!stored.equals(wanted)) {
            throw new StoreException("The vector store in PostgreSQL table " + table + " was made with " + what + " '"
                    + stored + "', not '" + wanted + "'; open it as it was made, or make another table");
        }
    }
}
