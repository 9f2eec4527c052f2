package dev.lian4j.dataconnection.sql;

/**
 * An answer from a database, with what it was taken from.
 *
 * @param text the answer
 * @param sql the query that was run
 * @param result what it gave
 */
public record SqlAnswer(String text, String sql, SqlResult result) {}
