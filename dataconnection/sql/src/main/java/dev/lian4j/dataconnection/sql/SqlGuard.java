package dev.lian4j.dataconnection.sql;

import dev.lian4j.core.error.StoreException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * Lets a query pass if all it can do is read the tables that may be read: one SELECT, of these tables, with functions that
 * only compute. What a model writes is not to be trusted, since texts it has read may have told it what to write.
 */
record SqlGuard(Set<String> tables) {

    /** Functions that neither read files, nor wait, nor change anything, in the usual databases. */
    private static final Set<String> FUNCTIONS =
            Set.of(("abs avg cast ceil ceiling char_length coalesce concat concat_ws count current_date current_time"
                            + " current_timestamp date date_part date_trunc datediff day dense_rank exp extract first_value"
                            + " floor greatest group_concat hour ifnull iif instr initcap julianday lag last_value lead least"
                            + " left length listagg ln locate log lower lpad ltrim max median min minute mod month now nullif"
                            + " percent_rank position power quarter rank replace right round row_number rpad rtrim second sign"
                            + " split_part sqrt stddev stddev_pop stddev_samp strftime string_agg strpos substr substring sum"
                            + " time to_char to_date total trim trunc upper var_pop var_samp variance week year")
                    .split(" ", -1));

    /** Copies the names, in small letters. */
    SqlGuard {
        Set<String> small = new TreeSet<>();
        tables.forEach(table -> small.add(plain(table)));
        tables = Set.copyOf(small);
    }

    /**
     * Lets a query pass.
     *
     * @throws StoreException if it may not be run; says why, so that a model can write another
     */
    void check(String sql) {
        Statement statement = single(sql);
        if (!(statement instanceof Select)) {
            throw refused("only SELECT may be run, not "
                    + statement.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        }
        QueryParts parts = QueryParts.of(statement);
        if (!parts.problems().isEmpty()) {
            throw refused(String.join("; ", parts.problems()));
        }
        for (String table : parts.tables()) {
            if (!tables.contains(plain(table))) {
                throw refused(
                        "the table " + table + " may not be read; these may: " + String.join(", ", sorted(tables)));
            }
        }
        for (String function : parts.functions()) {
            if (!FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))) {
                throw refused("the function " + function + " may not be called");
            }
        }
    }

    private static Statement single(String sql) {
        try {
            @Nullable Statements statements = CCJSqlParserUtil.parseStatements(sql);
            if (statements == null || statements.size() != 1) {
                throw refused("it must be one statement, not " + (statements == null ? 0 : statements.size()));
            }
            return statements.get(0);
        } catch (JSQLParserException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new StoreException("The query was not run: it is no SQL that is understood here: " + reason, e);
        }
    }

    private static StoreException refused(String why) {
        return new StoreException("The query was not run: " + why);
    }

    private static Set<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }

    /** A name without quotes, in small letters. */
    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
