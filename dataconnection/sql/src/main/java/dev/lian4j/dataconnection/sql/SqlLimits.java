package dev.lian4j.dataconnection.sql;

import java.time.Duration;

/**
 * How much a query may take.
 *
 * @param rows the most rows that are given; more are cut off, and that is said
 * @param time the longest that the database may work, of whole seconds
 * @param cell the most characters of one value; longer ones are cut, and that is said
 */
public record SqlLimits(int rows, Duration time, int cell) {

    /** 100 rows, 10 seconds, 500 characters a value. */
    public static final SqlLimits DEFAULT = new SqlLimits(100, Duration.ofSeconds(10), 500);

    /** Checks that something is left. */
    public SqlLimits {
        if (rows < 1 || time.toSeconds() < 1 || cell < 1) {
            throw new IllegalArgumentException("A query needs a row, a second and a character at least, not " + rows
                    + ", " + time + " and " + cell);
        }
    }

    /** These with another number of rows. */
    public SqlLimits rows(int most) {
        return new SqlLimits(most, time, cell);
    }
}
