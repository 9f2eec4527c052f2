package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Loads the rows that a query finds in a database, a document a row: a line {@code column: value} for each column that is not
 * null, with {@code source} (the query, unless a column or a name is given) and {@code row} (from 1). Rows are fetched as
 * they are pulled, on one connection that is closed after the last, on an error, or with the stream. What is binary is left
 * out. Immutable.
 *
 * <p>Nothing is changed: the connection is asked to be read-only, and what the query did is rolled back.
 */
public final class JdbcLoader implements DocumentLoader {

    private final DataSource database;
    private final JdbcQuery query;
    private final JdbcColumns columns;

    private JdbcLoader(Builder options) {
        this.database = options.database;
        this.query = new JdbcQuery(options.sql, options.parameters, options.fetchSize, options.timeout);
        this.columns = new JdbcColumns(
                options.source == null ? options.sql : options.source,
                options.sourceColumn,
                options.contentColumns,
                options.metadataColumns);
    }

    /** A loader of all columns of all rows that the query finds. Nothing is asked before it is loaded. */
    public static JdbcLoader of(DataSource database, String query) {
        return builder(database, query).build();
    }

    /** Settings for a loader of the query's rows. */
    public static Builder builder(DataSource database, String query) {
        return new Builder(database, query);
    }

    /**
     * The rows, in the order of the query.
     *
     * @throws DocumentLoadException when pulled, if the database cannot be reached, the query fails or takes too long, or a
     *     column that was named is not there
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> JdbcRows.stream(database, query, columns));
    }

    /** Settings for a {@link JdbcLoader}. */
    public static final class Builder {

        private final DataSource database;
        private final String sql;
        private List<Object> parameters = List.of();
        private @Nullable String source;
        private @Nullable String sourceColumn;
        private List<String> contentColumns = List.of();
        private Set<String> metadataColumns = Set.of();
        private int fetchSize = 500;
        private Duration timeout = Duration.ofMinutes(5);

        private Builder(DataSource database, String query) {
            this.database = database;
            this.sql = query;
        }

        /** The values for the question marks of the query, in order. */
        public Builder parameters(Object... values) {
            this.parameters = List.of(values);
            return this;
        }

        /** What the rows are known to be from; the query itself by default. */
        public Builder source(String name) {
            this.source = name;
            return this;
        }

        /** The column that is the {@code source} of its row. */
        public Builder sourceColumn(String column) {
            this.sourceColumn = column;
            return this;
        }

        /** The columns that make the text, in this order; by default all that are not metadata. Case does not matter. */
        public Builder contentColumns(String... names) {
            this.contentColumns = List.of(names);
            return this;
        }

        /** The columns that become metadata, each under its name; numbers and booleans stay such. None by default. */
        public Builder metadataColumns(String... names) {
            this.metadataColumns = Set.of(names);
            return this;
        }

        /** How many rows the driver is asked to fetch at a time; 500 by default. */
        public Builder fetchSize(int rows) {
            this.fetchSize = rows;
            return this;
        }

        /** How long the database may take until the first rows; five minutes by default. */
        public Builder timeout(Duration most) {
            this.timeout = most;
            return this;
        }

        /** The loader. */
        public JdbcLoader build() {
            return new JdbcLoader(this);
        }
    }
}
