package dev.lian4j.dataconnection.store;

/** The k best of many rows: a heap in two arrays, the worst on top. Of equal ranks the lower row is better. */
final class TopK {

    private final double[] ranks;
    private final int[] rows;
    private int size;

    TopK(int k) {
        ranks = new double[k];
        rows = new int[k];
    }

    int size() {
        return size;
    }

    /** Takes a row, if it is one of the best so far. */
    void offer(double rank, int row) {
        if (size < ranks.length) {
            up(size++, rank, row);
        } else if (size > 0 && !worse(rank, row, 0)) {
            down(rank, row);
        }
    }

    /** Takes the rows of another one that are among the best of both. */
    void addAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.ranks[i], other.rows[i]);
        }
    }

    /** Later rows that rank no higher than this are not taken. */
    double least() {
        return size < ranks.length || size == 0 ? Double.NEGATIVE_INFINITY : ranks[0];
    }

    /** The rank of the worst, which is next to be taken. */
    double worstRank() {
        return ranks[0];
    }

    /** Takes out the worst and gives its row. */
    int takeWorst() {
        int worst = rows[0];
        size--;
        down(ranks[size], rows[size]);
        return worst;
    }

    private void up(int from, double rank, int row) {
        int at = from;
        while (at > 0 && worse(rank, row, (at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        set(at, rank, row);
    }

    private void down(double rank, int row) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && worse(ranks[child + 1], rows[child + 1], child)) {
                child++;
            }
            if (child >= size || worse(rank, row, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, rank, row);
    }

    private boolean worse(double rank, int row, int than) {
        return rank < ranks[than] || (rank == ranks[than] && row > rows[than]);
    }

    private void move(int from, int to) {
        set(to, ranks[from], rows[from]);
    }

    private void set(int at, double rank, int row) {
        ranks[at] = rank;
        rows[at] = row;
    }
}
