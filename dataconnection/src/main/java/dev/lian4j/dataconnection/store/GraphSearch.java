package dev.lian4j.dataconnection.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One way through a graph at a time, with memory that is kept for the next. Not thread safe. */
final class GraphSearch {

    private final Similarity similarity;
    private final LongHeap candidates = new LongHeap();
    private final LongHeap found = new LongHeap();
    private long[] visited = {};
    private int[] touched = new int[1024];
    private int touchedCount;
    private int[] batch = new int[64];
    private float[] ranks = new float[64];

    GraphSearch(Similarity similarity) {
        this.similarity = similarity;
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
        for (int i = 0; i < touchedCount; i++) {
            visited[touched[i]] = 0;
        }
        touchedCount = 0;
        int words = (nodes.room() + 63) / 64;
        if (visited.length < words) {
            visited = new long[words];
        }
        candidates.clear();
        found.clear();
        visit(RankedRow.row(first));
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
            if (visit(node)) {
                batch[count++] = node;
            }
        }
        return count;
    }

    /** Marks a node, and says whether it was not before. A word that it changes is noted, to be cleared. */
    private boolean visit(int node) {
        int word = node >> 6;
        long bit = 1L << node;
        if ((visited[word] & bit) != 0) {
            return false;
        }
        if (visited[word] == 0) {
            touched = touchedCount == touched.length ? Arrays.copyOf(touched, 2 * touchedCount) : touched;
            touched[touchedCount++] = word;
        }
        visited[word] |= bit;
        return true;
    }

    private void makeRoom(int count) {
        if (batch.length < count) {
            batch = new int[count];
            ranks = new float[count];
        }
    }
}
