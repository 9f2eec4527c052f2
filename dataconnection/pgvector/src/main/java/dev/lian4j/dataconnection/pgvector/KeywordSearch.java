package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Searches for documents that have words of a question, by PostgreSQL's full-text search. */
final class KeywordSearch {

    /** The question's lexemes, any of which may be there; quoted as a tsquery's text wants it. */
    private static final String QUESTION = "WITH question AS (SELECT string_agg('''' || replace(replace(lexeme, '\\',"
            + " '\\\\'), '''', '''''') || '''', ' | ')::tsquery AS q"
            + " FROM unnest(to_tsvector(?::regconfig, ?) || ?::tsvector)) ";

    private final TableNames names;
    private final String language;

    KeywordSearch(TableNames names, String language) {
        this.names = names;
        this.language = language;
    }

    List<ScoredDocument> find(Connection connection, String question, int k, Filter filter) throws SQLException {
        Lexemes lexemes = Lexemes.ofQuestion(question);
        return Sql.of(QUESTION, language, lexemes.words(), lexemes.pairs())
                .then("SELECT id, content, metadata::text, ts_rank(lexemes, q, 1) AS score FROM " + names.table()
                        + ", question WHERE lexemes @@ q AND ")
                .then(FilterSql.of(filter))
                .then(" ORDER BY score DESC, seq LIMIT ?", k)
                .query(connection, row -> new ScoredDocument(Rows.document(row), row.getDouble(4)));
    }
}
