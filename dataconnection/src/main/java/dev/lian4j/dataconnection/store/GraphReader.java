package dev.lian4j.dataconnection.store;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads the links of a snapshot into a graph. What is malformed is told by {@link IllegalArgumentException}s. */
final class GraphReader {

    private final HnswRows rows;
    private final SnapshotHeader header;
    private int linked;

    GraphReader(HnswRows rows, SnapshotHeader header) {
        this.rows = rows;
        this.header = header;
    }

    /** Adds rows without links; gives how many. */
    int place(List<float[]> vectors) {
        rows.place(vectors);
        return vectors.size();
    }

    void links(ByteBuffer payload) {
        while (payload.hasRemaining()) {
            require(linked < header.rows(), "there are links of more rows than there are");
            int level = payload.getInt();
            require(level >= 0 && level <= Graph.MOST_LAYERS, "row " + linked + " is on layer " + level);
            Nodes nodes = rows.graph().nodes();
            nodes.place(linked, nodes.vector(linked), level);
            for (int layer = 0; layer <= level; layer++) {
                nodes.link(linked, layer, list(payload));
            }
            linked++;
        }
    }

    private int[] list(ByteBuffer payload) {
        int count = payload.getInt();
        require(count >= 0 && count <= payload.remaining() / 4, "row " + linked + " has " + count + " links");
        int[] links = new int[count];
        for (int i = 0; i < count; i++) {
            links[i] = payload.getInt();
            require(links[i] >= 0 && links[i] < header.rows(), "row " + linked + " links to row " + links[i]);
        }
        return links;
    }

    /** Checks that no link leads to a layer that its end is not on, and sets where searches start. */
    void complete() {
        require(linked == header.rows(), "there are links of " + linked + " rows, not of " + header.rows());
        Nodes nodes = rows.graph().nodes();
        for (int node = 0; node < linked; node++) {
            for (int layer = 1; layer <= nodes.level(node); layer++) {
                for (int link : nodes.links(node, layer)) {
                    require(nodes.level(link) >= layer, "row " + node + " links to a row that is not on its layer");
                }
            }
        }
        enter(nodes);
    }

    private void enter(Nodes nodes) {
        Graph.Entry entry = header.entry();
        require(entry != null || linked == 0, "the graph has no entry");
        if (entry != null) {
            require(
                    entry.node() < linked && entry.level() == nodes.level(entry.node()),
                    "the graph's entry is no row of its layer");
            rows.graph().enterAt(entry);
        }
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
