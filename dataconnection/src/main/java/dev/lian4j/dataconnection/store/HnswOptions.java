package dev.lian4j.dataconnection.store;

/**
 * How a graph of near vectors is made and searched. More of anything finds more of the nearest and costs time; the
 * defaults suit 10,000 to some millions of text embeddings.
 *
 * @param m how many neighbours a new vector is linked to, twice as many at most later on; 2 to 128, 16 by default. A
 *     link takes 4 bytes
 * @param efConstruction how many near vectors are looked at to choose those; at least {@code m}, 100 by default
 * @param efSearch how many near vectors a search keeps, where it asks for fewer; at least 1, 64 by default
 * @param exactBelow where no more vectors than this may be found, or no more than a tenth of all, all of them are looked
 *     at; 10,000 by default
 */
public record HnswOptions(int m, int efConstruction, int efSearch, int exactBelow) {

    private static final HnswOptions DEFAULTS = new HnswOptions(16, 100, 64, 10_000);

    /** Checks the numbers. */
    public HnswOptions {
        check("m", m, 2, 128);
        check("efConstruction", efConstruction, m, 100_000);
        check("efSearch", efSearch, 1, 100_000);
        check("exactBelow", exactBelow, 0, Integer.MAX_VALUE);
    }

    /** The defaults. */
    public static HnswOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another number of links. */
    public HnswOptions withM(int newM) {
        return new HnswOptions(newM, efConstruction, efSearch, exactBelow);
    }

    /** These options with another number of vectors looked at when one is added. */
    public HnswOptions withEfConstruction(int newEfConstruction) {
        return new HnswOptions(m, newEfConstruction, efSearch, exactBelow);
    }

    /** These options with another number of vectors kept in a search. */
    public HnswOptions withEfSearch(int newEfSearch) {
        return new HnswOptions(m, efConstruction, newEfSearch, exactBelow);
    }

    /** These options with exact search among so many vectors at most. */
    public HnswOptions withExactBelow(int newExactBelow) {
        return new HnswOptions(m, efConstruction, efSearch, newExactBelow);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", was " + value);
        }
    }
}
