package dev.lian4j.dataconnection.pgvector;

/** How a {@link PgVectorStore} finds near vectors. The approximate ones miss few but some, and are faster on many rows. */
public sealed interface PgIndex {

    /** Every vector that the filter leaves is looked at. */
    record Exact() implements PgIndex {}

    /**
     * A graph of near vectors: the best choice from some ten thousand rows on.
     *
     * @param m links of a row, 2 to 100
     * @param efConstruction how many candidates are looked at to link a row, at least {@code 2 * m}, at most 1,000
     * @param efSearch how many candidates a search looks at, at least as many as it is to give; 1 to 1,000
     */
    record Hnsw(int m, int efConstruction, int efSearch) implements PgIndex {

        /** Checks the numbers. */
        public Hnsw {
            within("m", m, 2, 100);
            within("efConstruction", efConstruction, Math.max(4, 2 * m), 1000);
            within("efSearch", efSearch, 1, 1000);
        }
    }

    /**
     * Vectors in lists about centres that are learnt from the rows there are when it is built: on opening where there are
     * rows, else by {@link PgVectorStore#rebuildIndex()}. Until then search is exact.
     *
     * @param lists how many, 1 to 32,768; pgvector advises a thousandth of the rows, beyond a million their square root
     * @param probes how many lists a search looks at, 1 to {@code lists}
     */
    record IvfFlat(int lists, int probes) implements PgIndex {

        /** Checks the numbers. */
        public IvfFlat {
            within("lists", lists, 1, 32_768);
            within("probes", probes, 1, lists);
        }
    }

    /** Every vector that the filter leaves is looked at. */
    static PgIndex exact() {
        return new Exact();
    }

    /**
     * A graph with pgvector's defaults (16 links, 64 candidates for building), 100 candidates a search. To load many rows,
     * open the store with {@link #exact()}, put them, and open it with this: it is built faster over rows that are there.
     */
    static PgIndex hnsw() {
        return new Hnsw(16, 64, 100);
    }

    /** So many lists, of which a search looks at their square root. */
    static PgIndex ivfFlat(int lists) {
        return new IvfFlat(lists, (int) Math.ceil(Math.sqrt(lists)));
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
