package dev.lian4j.finetune.plan;

import dev.lian4j.finetune.data.TokenExample;
import java.util.List;

/**
 * What there is to train on.
 *
 * @param examples how many
 * @param tokens of all of them
 * @param longest tokens of the longest
 */
public record Workload(int examples, long tokens, int longest) {

    /** Checks that there is something. */
    public Workload {
        if (examples < 1 || longest < 1 || tokens < examples) {
            throw new IllegalArgumentException("A workload has one example of one token at least, not " + examples
                    + " with " + tokens + " tokens, the longest of " + longest);
        }
    }

    /** Of examples that are there. */
    public static Workload of(List<TokenExample> examples) {
        return new Workload(
                examples.size(),
                examples.stream().mapToLong(each -> each.tokens().length).sum(),
                examples.stream().mapToInt(each -> each.tokens().length).max().orElse(0));
    }

    /** The same laid into rows of so many tokens, one example after another. */
    public Workload packed(int row) {
        return new Workload(
                (int) Math.max(1, Math.min(examples, (tokens + row - 1) / row)), tokens, Math.max(row, longest));
    }

    /** The mean length, in tokens. */
    public double mean() {
        return (double) tokens / examples;
    }
}
