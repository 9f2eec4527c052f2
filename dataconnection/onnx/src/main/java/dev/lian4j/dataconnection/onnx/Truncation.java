package dev.lian4j.dataconnection.onnx;

import java.util.List;

/**
 * Texts of one call that were longer than the model takes: what lay beyond is not in their vectors.
 *
 * @param model the model's name
 * @param indexes the cut texts' places in the call, from 0, ascending; never empty
 * @param texts how many texts the call had
 * @param maxTokens how many tokens were kept of each cut text, the special ones included
 */
public record Truncation(String model, List<Integer> indexes, int texts, int maxTokens) {

    /** Copies the indexes. */
    public Truncation {
        indexes = List.copyOf(indexes);
    }

    /** How many texts were cut. */
    public int cut() {
        return indexes.size();
    }

    /** What happened and what to do, in one line. */
    public String message() {
        return "%s: %d of %d texts cut at %d tokens (first: number %d); split them into smaller chunks to embed all of them"
                .formatted(model, cut(), texts, maxTokens, indexes.get(0));
    }
}
