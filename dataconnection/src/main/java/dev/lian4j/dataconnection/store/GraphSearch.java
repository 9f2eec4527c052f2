package dev.lian4j.dataconnection.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One way through a graph at a time, with memory that is kept for the next. Not thread safe. */
final class GraphSearch {

    private final Similarity similarity;
    private final LongHeap candidates = new LongHeap();
    private final LongHeap found = new LongHeap();
    private long[] visited = {};
    private int[] batch = new int[64];
    private float[] ranks = new float[64];

    GraphSearch(Similarity similarity) {
        this.similarity = similarity;
    }

    /** From a node to the one on a layer that is nearer than all its neighbours. */
    int descend(Nodes nodes, float[] query, int from, int layer) {
        long best = RankedRow.of(similarity.rank(query, nodes.vector(from)), from);
        long before;
        do {
            before = best;
            int[] links = nodes.links(RankedRow.row(best), layer);
            makeRoom(links.length);
            similarity.ranks(query, nodes.vectors(), links, links.length, ranks);
            for (int i = 0; i < links.length; i++) {
                best = Math.max(best, RankedRow.of(ranks[i], links[i]));
            }
        } while (best != before);
        return RankedRow.row(best);
    }

    /**
     * The {@code ef} nearest nodes on a layer, or nearly, the nearest first, as {@link RankedRow}s.
     *
     * @param wanted says which nodes may be given; others are passed through
     */
    long[] search(Nodes nodes, float[] query, int from, int layer, int ef, @Nullable RowQuery wanted) {
        start(nodes, RankedRow.of(similarity.rank(query, nodes.vector(from)), from), wanted);
        while (candidates.size() > 0) {
            long nearest = ~candidates.pop();
            if (found.size() >= ef && nearest < found.top()) {
                break;
            }
            int count = unvisited(nodes.links(RankedRow.row(nearest), layer));
            similarity.ranks(query, nodes.vectors(), batch, count, ranks);
            for (int i = 0; i < count; i++) {
                consider(RankedRow.of(ranks[i], batch[i]), ef, wanted);
            }
        }
        return found.drain();
    }

    private void start(Nodes nodes, long first, @Nullable RowQuery wanted) {
        int words = (nodes.room() + 63) / 64;
        if (visited.length < words) {
            visited = new long[words];
        } else {
            Arrays.fill(visited, 0);
        }
        candidates.clear();
        found.clear();
        visited[RankedRow.row(first) >> 6] |= 1L << RankedRow.row(first);
        consider(first, 1, wanted);
    }

    private void consider(long node, int ef, @Nullable RowQuery wanted) {
        boolean full = found.size() >= ef;
        if (full && node <= found.top()) {
            return;
        }
        candidates.push(~node);
        if (wanted == null || wanted.allows(RankedRow.row(node))) {
            if (full) {
                found.replaceTop(node);
            } else {
                found.push(node);
            }
        }
    }

    /** Puts the nodes that were not seen before into the batch, and says how many they are. */
    private int unvisited(int[] links) {
        makeRoom(links.length);
        int count = 0;
        for (int node : links) {
            long bit = 1L << node;
            if ((visited[node >> 6] & bit) == 0) {
                visited[node >> 6] |= bit;
                batch[count++] = node;
            }
        }
        return count;
    }

    private void makeRoom(int count) {
        if (batch.length < count) {
            batch = new int[count];
            ranks = new float[count];
        }
    }
}
