package dev.lian4j.dataconnection.store;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A graph of layers, each with fewer nodes than the one below, whose links lead to near nodes (HNSW; Malkov and Yashunin,
 * 2016). Nodes are placed by one thread, then inserted by several; searches run beside all that and find what is inserted.
 */
final class Graph {

    /** Insertions that change links of nodes with the same lock wait for each other. */
    private static final int LOCKS = 1024;

    /**
     * So many nodes are kept on the upper layers. One, as in the paper, gets stuck between clusters that are far apart:
     * with 60 of them a tenth of the nearest was never found, whatever {@code efSearch}; with 16 a hundredth.
     */
    private static final int BEAM = 16;

    /** No node is on a higher layer. */
    static final int MOST_LAYERS = 16;

    /** Where searches start: a node on the highest layer. */
    record Entry(int node, int level) {}

    private final Similarity similarity;
    private final HnswOptions options;
    private final Neighbours neighbours;
    private final Queue<GraphSearch> searches = new ConcurrentLinkedQueue<>();
    private final Object[] locks = new Object[LOCKS];
    private final Object entryLock = new Object();
    private volatile Nodes nodes = Nodes.empty();
    private volatile @Nullable Entry entry;

    Graph(Similarity similarity, HnswOptions options) {
        this.similarity = similarity;
        this.options = options;
        neighbours = new Neighbours(similarity);
        Arrays.setAll(locks, i -> new Object());
    }

    Similarity similarity() {
        return similarity;
    }

    HnswOptions options() {
        return options;
    }

    Nodes nodes() {
        return nodes;
    }

    @Nullable
    Entry entry() {
        return entry;
    }

    /** Sets where searches start, in a graph whose links are set by hand. */
    void enterAt(Entry newEntry) {
        entry = newEntry;
    }

    /** Places nodes behind so many others; they are found once they are inserted. */
    void place(int first, List<float[]> vectors) {
        Nodes target = nodes.withRoom(first + vectors.size());
        for (int i = 0; i < vectors.size(); i++) {
            target.place(first + i, vectors.get(i), level(first + i));
        }
        nodes = target;
    }

    /** A layer at random, each {@code m} times as rare as the one below; the same for the same node. */
    private int level(int node) {
        long mixed = (node + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        double random = ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
        return (int) Math.min(MOST_LAYERS, -Math.log(1 - random) / Math.log(options.m()));
    }

    /** The {@code ef} nearest nodes that the query allows, or nearly, as {@link RankedRow}s. */
    long[] search(RowQuery query, int ef) {
        Entry from = entry;
        return from == null
                ? new long[0]
                : searching(search -> {
                    Nodes all = nodes;
                    int at = descend(search, all, query.vector(), from, 0);
                    return search.search(all, query.vector(), at, 0, ef, query);
                });
    }

    private <T> T searching(Function<GraphSearch, T> work) {
        GraphSearch search = searches.poll();
        GraphSearch used = search == null ? new GraphSearch(similarity) : search;
        T result = work.apply(used);
        searches.add(used);
        return result;
    }

    private static int descend(GraphSearch search, Nodes all, float[] query, Entry from, int toLayer) {
        int at = from.node();
        for (int layer = from.level(); layer > toLayer; layer--) {
            at = RankedRow.row(search.search(all, query, at, layer, BEAM, null)[0]);
        }
        return at;
    }

    /** Links a node that was placed. */
    void insert(int node) {
        int level = nodes.level(node);
        Entry from = entry;
        if (from != null && level <= from.level()) {
            insert(node, from);
            return;
        }
        synchronized (entryLock) {
            Entry now = entry;
            if (now != null) {
                insert(node, now);
            }
            if (now == null || level > now.level()) {
                entry = new Entry(node, level);
            }
        }
    }

    /** First its own links on all layers, then those to it: who comes to it can go on from it. */
    private void insert(int node, Entry from) {
        Nodes all = nodes;
        int top = Math.min(all.level(node), from.level());
        searching(search -> {
            float[] vector = all.vector(node);
            int at = descend(search, all, vector, from, top);
            for (int layer = top; layer >= 0; layer--) {
                long[] near = search.search(all, vector, at, layer, options.efConstruction(), null);
                all.link(node, layer, neighbours.choose(all, near, options.m()));
                at = RankedRow.row(near[0]);
            }
            return at;
        });
        for (int layer = top; layer >= 0; layer--) {
            for (int neighbour : all.links(node, layer)) {
                linkBack(all, neighbour, node, layer);
            }
        }
    }

    private void linkBack(Nodes all, int from, int to, int layer) {
        synchronized (locks[from % LOCKS]) {
            int most = layer == 0 ? 2 * options.m() : options.m();
            all.link(from, layer, neighbours.with(all, from, all.links(from, layer), to, most));
        }
    }
}
