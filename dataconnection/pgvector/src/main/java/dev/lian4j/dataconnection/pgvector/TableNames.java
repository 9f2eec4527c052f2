package dev.lian4j.dataconnection.pgvector;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The names of a store's table and what belongs to it, quoted.
 *
 * @param schema the schema with a dot behind it, or empty for that of the connection
 * @param name the table's name, unquoted: letters, digits and underscores
 */
record TableNames(String schema, String name) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");

    /** PostgreSQL cuts names at 63 bytes, and names of indexes have an ending. */
    private static final int LONGEST = 50;

    static TableNames of(String table) {
        int dot = table.indexOf('.');
        String schema = dot < 0 ? "" : quoted(table.substring(0, dot)) + ".";
        String name = table.substring(dot + 1);
        quoted(name);
        return new TableNames(schema, name);
    }

    private static String quoted(String name) {
        if (!NAME.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("'" + name + "' is no name for a table: use letters, digits and"
                    + " underscores, at most " + LONGEST + " bytes, and at most one dot behind the schema");
        }
        return '"' + name + '"';
    }

    String table() {
        return schema + '"' + name + '"';
    }

    /** Where all stores of a schema are written down. */
    String register() {
        return schema + "lian4j_vector_stores";
    }

    /** An index is always in its table's schema, so it is made without one and dropped with one. */
    String index(String ending) {
        return '"' + name + "_" + ending + '"';
    }
}
