package dev.lian4j.dataconnection.store;

import java.util.Arrays;

/**
 * Chooses which nodes to link to: those that are nearer to the node than to any that is linked already, so that links lead
 * into all directions. Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
 * Hierarchical Navigable Small World graphs", 2016, algorithm 4.
 */
final class Neighbours {

    private final Similarity similarity;

    Neighbours(Similarity similarity) {
        this.similarity = similarity;
    }

    /** At most so many of these {@link RankedRow}s, which come nearest first. */
    int[] choose(Nodes nodes, long[] sorted, int most) {
        int[] chosen = new int[Math.min(most, sorted.length)];
        float[] ranks = new float[chosen.length];
        int count = 0;
        for (int i = 0; i < sorted.length && count < chosen.length; i++) {
            int row = RankedRow.row(sorted[i]);
            if (apart(nodes, row, RankedRow.rank(sorted[i]), chosen, count, ranks)) {
                chosen[count++] = row;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /** Whether a node is nearer to the one that links are chosen for, with this rank, than to any chosen. */
    private boolean apart(Nodes nodes, int row, float rank, int[] chosen, int count, float[] ranks) {
        similarity.ranks(nodes.vector(row), nodes.vectors(), chosen, count, ranks);
        for (int i = 0; i < count; i++) {
            if (ranks[i] > rank) {
                return false;
            }
        }
        return true;
    }

    /** A node's links and one more; where these are too many, a choice of them. */
    int[] with(Nodes nodes, int node, int[] links, int more, int most) {
        int[] all = Arrays.copyOf(links, links.length + 1);
        all[links.length] = more;
        if (all.length <= most) {
            return all;
        }
        float[] ranks = new float[all.length];
        similarity.ranks(nodes.vector(node), nodes.vectors(), all, all.length, ranks);
        long[] sorted = new long[all.length];
        Arrays.setAll(sorted, i -> ~RankedRow.of(ranks[i], all[i]));
        Arrays.sort(sorted);
        Arrays.setAll(sorted, i -> ~sorted[i]);
        return choose(nodes, sorted, most);
    }
}
