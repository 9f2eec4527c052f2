package dev.lian4j.dataconnection.split;

import java.util.function.IntPredicate;

/** Makes chunks of the sentences of one text. */
final class SemanticCut {

    private final int[] ends;
    private final int minChunkSize;
    private final Trimmer trimmer;
    private final ChunkRanges chunks = new ChunkRanges();

    SemanticCut(String text, int[] ends, int minChunkSize) {
        this.ends = ends;
        this.minChunkSize = minChunkSize;
        this.trimmer = new Trimmer(text);
    }

    /** Cuts after the sentences that the next is far from, unless the chunk is too short yet. */
    ChunkRanges at(IntPredicate farFromNext) {
        int start = 0;
        for (int i = 0; i < ends.length - 1; i++) {
            if (farFromNext.test(i) && add(start, ends[i], minChunkSize)) {
                start = ends[i];
            }
        }
        if (ends.length > 0) {
            add(start, ends[ends.length - 1], 1);
        }
        return chunks;
    }

    private boolean add(int start, int end, int least) {
        int from = trimmer.start(start);
        int to = trimmer.end(end);
        boolean enough = to - from >= Math.max(least, 1);
        if (enough) {
            chunks.add(from, to);
        }
        return enough;
    }
}
