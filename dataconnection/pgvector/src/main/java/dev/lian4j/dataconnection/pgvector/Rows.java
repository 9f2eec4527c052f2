package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.MetadataJson;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Documents as rows: checked whole before any is sent, and sent many a statement, a column an array. */
final class Rows {

    /** Writers of few documents seldom meet, those of many wait for each other. */
    private static final int SHARES = 64;

    /** Bounds the memory that a statement takes on both sides. */
    private static final int A_STATEMENT = 500;

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** Of two documents of one id the later one stays, as if they had been added one after the other. */
    static Rows of(List<Document> documents, List<float[]> vectors, Metric metric, int dimension) {
        Vectors.checkCount(documents.size(), vectors.size());
        Rows rows = new Rows();
        for (int i = 0; i < documents.size(); i++) {
            String what = Vectors.documentAt(i);
            Vectors.checkDimension(vectors.get(i), dimension, what);
            rows.add(documents.get(i), Vectors.ready(vectors.get(i), metric, what), what);
        }
        return rows;
    }

    static Document document(ResultSet row) throws SQLException {
        return new Document(row.getString(1), row.getString(2), MetadataJson.read(row.getString(3)));
    }

    private void add(Document document, float[] vector, String what) {
        String id = Objects.requireNonNullElseGet(
                document.id(), () -> UUID.randomUUID().toString());
        if (!id.equals(PgText.storable(id))) {
            throw new StoreException("The id of " + what + " has a character that PostgreSQL cannot hold");
        }
        ids.add(id);
        rows.put(id, new Row(id, document, metadata(document, what), VectorText.of(vector)));
    }

    private static String metadata(Document document, String what) {
        MetadataJson.check(document.metadata(), what);
        return PgText.json(document.metadata());
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    void write(Connection connection, TableNames names, String language) throws SQLException {
        List<Row> all = List.copyOf(rows.values());
        await(connection, names, all);
        for (int from = 0; from < all.size(); from += A_STATEMENT) {
            insert(names, language, all.subList(from, Math.min(all.size(), from + A_STATEMENT)))
                    .update(connection);
        }
    }

    /**
     * Writers that may share documents wait for each other here, in one order: waiting for rows, in the order of their
     * documents, ends in deadlocks, of which a busy table has more than trying again can make good.
     */
    private static void await(Connection connection, TableNames names, List<Row> all) throws SQLException {
        List<String> shares = all.stream()
                .map(row -> Math.floorMod(row.id().hashCode(), SHARES))
                .distinct()
                .sorted()
                .map(String::valueOf)
                .toList();
        Sql.of("SELECT pg_advisory_xact_lock(hashtext(?), share::int) FROM unnest(?) AS share", names.table(), shares)
                .query(connection, row -> "");
    }

    private static Sql insert(TableNames names, String language, List<Row> some) {
        List<Lexemes> lexemes = some.stream()
                .map(row -> Lexemes.ofDocument(row.document.text()))
                .toList();
        return Sql.of(
                "INSERT INTO " + names.table() + " (id, content, metadata, embedding, lexemes)"
                        + " SELECT id, content, metadata::jsonb, embedding::vector,"
                        + " to_tsvector(?::regconfig, words) || pairs::tsvector"
                        + " FROM unnest(?, ?, ?, ?, ?, ?) WITH ORDINALITY"
                        + " AS added (id, content, metadata, embedding, words, pairs, place) ORDER BY place"
                        + " ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, metadata = EXCLUDED.metadata,"
                        + " embedding = EXCLUDED.embedding, lexemes = EXCLUDED.lexemes",
                language,
                some.stream().map(Row::id).toList(),
                some.stream().map(row -> row.document.text()).toList(),
                some.stream().map(Row::metadata).toList(),
                some.stream().map(Row::vector).toList(),
                lexemes.stream().map(Lexemes::words).toList(),
                lexemes.stream().map(Lexemes::pairs).toList());
    }

    private record Row(String id, Document document, String metadata, String vector) {}
}
