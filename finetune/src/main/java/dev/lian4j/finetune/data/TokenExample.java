package dev.lian4j.finetune.data;

import dev.lian4j.core.error.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An example as tokens. Immutable.
 *
 * @param tokens context, then target; copied neither here nor there, so nobody is to change them
 * @param targetStart where the target begins
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of examples: lists would box each token
public record TokenExample(int[] tokens, int targetStart) {

    /** Checks that there is a target, with something before it to tell it from. */
    public TokenExample {
        if (targetStart < 1 || targetStart >= tokens.length) {
            throw new IllegalArgumentException("The target must begin after the first token and before the end, at "
                    + targetStart + " of " + tokens.length);
        }
    }

    /** How many tokens count in the loss. */
    public int targets() {
        return tokens.length - targetStart;
    }

    /**
     * A long text in blocks of at most so many tokens, each told from those before it; a block begins with the last token
     * of the one before, so that every token but the first is told once.
     *
     * @throws ModelException if the text has less than two tokens
     */
    public static List<TokenExample> blocks(int[] text, int length) {
        if (length < 2) {
            throw new IllegalArgumentException("length must be at least 2, was " + length);
        }
        if (text.length < 2) {
            throw new ModelException("A text of " + text.length + " tokens cannot be trained on; two are needed");
        }
        List<TokenExample> blocks = new ArrayList<>();
        for (int from = 0; from + 1 < text.length; from += length - 1) {
            blocks.add(new TokenExample(Arrays.copyOfRange(text, from, Math.min(text.length, from + length)), 1));
        }
        return List.copyOf(blocks);
    }

    /** No more than so many tokens, cut off in front: the target, and what is nearest to it. */
    TokenExample cut(int maxLength) {
        int from = tokens.length - maxLength;
        return from <= 0
                ? this
                : new TokenExample(Arrays.copyOfRange(tokens, from, tokens.length), Math.max(1, targetStart - from));
    }
}
