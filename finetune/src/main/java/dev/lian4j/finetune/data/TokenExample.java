package dev.lian4j.finetune.data;

import java.util.Arrays;

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

    /** No more than so many tokens, cut off in front: the target, and what is nearest to it. */
    TokenExample cut(int maxLength) {
        int from = tokens.length - maxLength;
        return from <= 0
                ? this
                : new TokenExample(Arrays.copyOfRange(tokens, from, tokens.length), Math.max(1, targetStart - from));
    }
}
