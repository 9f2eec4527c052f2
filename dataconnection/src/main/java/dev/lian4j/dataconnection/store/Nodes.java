package dev.lian4j.dataconnection.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The vectors of a graph and the links between them. A list of links is replaced, never changed, so that readers need no
 * lock: who sees a link sees the vector that it leads to. When there is no more room a larger copy is made; who reads in
 * the old one finds nothing that it has no room for.
 */
final class Nodes {

    private static final VarHandle LINKS = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final int[] NONE = {};
    private static final int[][] ONLY_GROUND = {};

    private final float[][] vectors;
    private final int[][] ground;
    private final int[][][] upper;

    private Nodes(float[][] vectors, int[][] ground, int[][][] upper) {
        this.vectors = vectors;
        this.ground = ground;
        this.upper = upper;
    }

    static Nodes empty() {
        return new Nodes(new float[0][], new int[0][], new int[0][][]);
    }

    /** A copy with room for so many nodes; nobody may change links meanwhile. */
    Nodes withRoom(int nodes) {
        int room = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(nodes, vectors.length * 3L / 2));
        if (nodes <= vectors.length) {
            return this;
        }
        int[][][] layers = Arrays.copyOf(upper, room);
        for (int node = 0; node < upper.length && upper[node] != null; node++) {
            // The list of layers too: who reads in the old copy must not meet links to nodes that it does not have.
            layers[node] = upper[node].length == 0 ? ONLY_GROUND : upper[node].clone();
        }
        return new Nodes(Arrays.copyOf(vectors, room), Arrays.copyOf(ground, room), layers);
    }

    int room() {
        return vectors.length;
    }

    /** Places a node that is on the layers up to this one, without links. */
    void place(int node, float[] vector, int level) {
        vectors[node] = vector;
        ground[node] = NONE;
        upper[node] = level == 0 ? ONLY_GROUND : new int[level][];
        Arrays.fill(upper[node], NONE);
    }

    float[][] vectors() {
        return vectors;
    }

    float[] vector(int node) {
        return vectors[node];
    }

    /** The highest layer that a node is on. */
    int level(int node) {
        return upper[node].length;
    }

    /** A node's links on a layer; not to be changed. */
    int[] links(int node, int layer) {
        return (int[]) (layer == 0 ? LINKS.getAcquire(ground, node) : LINKS.getAcquire(upper[node], layer - 1));
    }

    void link(int node, int layer, int[] links) {
        if (layer == 0) {
            LINKS.setRelease(ground, node, links);
        } else {
            LINKS.setRelease(upper[node], layer - 1, links);
        }
    }
}
