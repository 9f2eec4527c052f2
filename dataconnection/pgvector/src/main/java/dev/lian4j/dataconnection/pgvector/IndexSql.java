package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The index over a store's vectors. Up to 2,000 dimensions it holds them as they are, beyond as half-precision numbers;
 * found rows are then ordered by the whole vectors.
 */
final class IndexSql {

    private static final int WIDEST = 2000;
    private static final int WIDEST_HALF = 4000;

    private final PgIndex index;
    private final TableNames names;
    private final Distance distance;
    private final int dimension;
    private final boolean iterates;

    IndexSql(PgIndex index, TableNames names, Distance distance, int dimension, boolean iterates) {
        if (!(index instanceof PgIndex.Exact) && dimension > WIDEST_HALF) {
            throw new StoreException("pgvector indexes vectors of up to " + WIDEST_HALF + " dimensions, these have "
                    + dimension + "; use PgIndex.exact()");
        }
        this.index = index;
        this.names = names;
        this.distance = distance;
        this.dimension = dimension;
        this.iterates = iterates;
    }

    /** Whether this pgvector goes on searching its index where a filter has left too few; it does from 0.8 on. */
    static boolean iterates(Connection connection) throws SQLException {
        return Sql.of("SELECT string_to_array(extversion, '.')::int[] >= '{0,8}' FROM pg_extension"
                        + " WHERE extname = 'vector'")
                .query(connection, row -> row.getBoolean(1))
                .contains(true);
    }

    private String type() {
        return dimension > WIDEST ? "halfvec" : "vector";
    }

    /** What is indexed; a search must order by exactly this. */
    private String column() {
        return dimension > WIDEST ? "(embedding::halfvec(" + dimension + "))" : "embedding";
    }

    /** The order in which an index search gives rows; has one question mark, for the vector. */
    String order() {
        return column() + " " + distance.operator() + " ?::" + type() + "(" + dimension + ")";
    }

    /** Makes the index where it is not there; IVFFlat only where there are rows to learn from. */
    int make(Connection connection) throws SQLException {
        boolean waits = index instanceof PgIndex.IvfFlat && isEmpty(connection);
        return index instanceof PgIndex.Exact || waits || isMade(connection) ? 0 : create(connection);
    }

    /** Makes the index anew. */
    int remake(Connection connection) throws SQLException {
        Sql.of("DROP INDEX IF EXISTS " + names.schema() + names.index(ending())).update(connection);
        return make(connection);
    }

    /** Asked first, as making it, even if not there, takes an owner's right. */
    private boolean isMade(Connection connection) throws SQLException {
        return Sql.of("SELECT to_regclass(?) IS NOT NULL", names.schema() + names.index(ending()))
                .query(connection, row -> row.getBoolean(1))
                .contains(true);
    }

    private boolean isEmpty(Connection connection) throws SQLException {
        return Sql.of("SELECT 1 FROM " + names.table() + " LIMIT 1")
                .query(connection, row -> 0)
                .isEmpty();
    }

    private int create(Connection connection) throws SQLException {
        Layout.lock(connection);
        return Sql.of("CREATE INDEX IF NOT EXISTS " + names.index(ending()) + " ON " + names.table() + " USING "
                        + ending() + " (" + column() + " " + distance.operatorClass(type()) + ") WITH (" + options()
                        + ")")
                .update(connection);
    }

    private String ending() {
        return index instanceof PgIndex.IvfFlat ? "ivfflat" : "hnsw";
    }

    private String options() {
        if (index instanceof PgIndex.Hnsw hnsw) {
            return "m = " + hnsw.m() + ", ef_construction = " + hnsw.efConstruction();
        }
        return "lists = " + ((PgIndex.IvfFlat) index).lists();
    }

    /** Sets what the search of this transaction looks at; a search that is to give more looks at more. */
    void tune(Connection connection, int depth) throws SQLException {
        if (index instanceof PgIndex.Hnsw hnsw) {
            int candidates = Math.min(1000, Math.max(depth, hnsw.efSearch()));
            set(connection, "hnsw.ef_search", candidates, "hnsw.iterative_scan", "strict_order");
        } else if (index instanceof PgIndex.IvfFlat ivf) {
            set(connection, "ivfflat.probes", ivf.probes(), "ivfflat.iterative_scan", "relaxed_order");
        }
    }

    private void set(Connection connection, String width, int value, String iteration, String mode)
            throws SQLException {
        Sql set = Sql.of("SELECT set_config(?, ?, true)", width, String.valueOf(value));
        (iterates ? set.then(", set_config(?, ?, true)", iteration, mode) : set).query(connection, row -> 0);
    }
}
