package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Searches for near vectors: by the index, and by looking at all where that gives too few. */
final class VectorSearch {

    private final TableNames names;
    private final Distance distance;
    private final IndexSql index;
    private final boolean exact;

    VectorSearch(TableNames names, Distance distance, IndexSql index, boolean exact) {
        this.names = names;
        this.distance = distance;
        this.index = index;
        this.exact = exact;
    }

    /** An index search sees the filter only behind the index, and may be left with too few. */
    List<ScoredDocument> find(Connection connection, VectorQuery query) throws SQLException {
        Sql filter = FilterSql.of(query.filter());
        String vector = VectorText.of(query.vector());
        if (!exact) {
            index.tune(connection, query.depth());
            List<ScoredDocument> found = indexed(vector, filter, query).query(connection, row -> read(row, query));
            if (found.size() == query.depth()) {
                return page(found, query);
            }
        }
        return page(scan(vector, filter, query).query(connection, row -> read(row, query)), query);
    }

    private Sql indexed(String vector, Sql filter, VectorQuery query) {
        return select(query)
                .then("FROM (SELECT *, " + distance("") + " AS distance FROM " + names.table() + " WHERE ", vector)
                .then(filter)
                .then(" ORDER BY " + index.order() + " LIMIT ?) AS near ORDER BY distance, seq", vector, query.depth());
    }

    /** The addition keeps PostgreSQL from using an index. */
    private Sql scan(String vector, Sql filter, VectorQuery query) {
        return select(query)
                .then("FROM (SELECT *, " + distance("0 + ") + " AS distance FROM " + names.table() + " WHERE ", vector)
                .then(filter)
                .then(") AS near ORDER BY distance, seq LIMIT ?", query.depth());
    }

    private String distance(String more) {
        return more + "(embedding " + distance.operator() + " ?::vector)";
    }

    private static Sql select(VectorQuery query) {
        return Sql.of(
                "SELECT id, content, metadata::text, distance" + (query.includeVectors() ? ", embedding::text " : " "));
    }

    private ScoredDocument read(ResultSet row, VectorQuery query) throws SQLException {
        return new ScoredDocument(
                Rows.document(row),
                distance.score(row.getDouble(4)),
                query.includeVectors() ? VectorText.read(row.getString(5)) : null);
    }

    private static List<ScoredDocument> page(List<ScoredDocument> found, VectorQuery query) {
        return found.stream()
                .skip(query.offset())
                .filter(scored -> scored.score() >= query.minScore())
                .toList();
    }
}
