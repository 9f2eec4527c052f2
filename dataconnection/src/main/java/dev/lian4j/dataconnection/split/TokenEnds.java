package dev.lian4j.dataconnection.split;

import dev.lian4j.core.model.Tokenizer;
import java.util.Arrays;

/** Finds out where the tokens of a text end in it. */
final class TokenEnds {

    /** So many tokens at most make a character, or some with ends within one another. */
    private static final int LONGEST = 32;

    private final String text;
    private final Tokenizer tokenizer;
    private final int[] tokens;
    private final int[] ends;

    private TokenEnds(String text, Tokenizer tokenizer) {
        this.text = text;
        this.tokenizer = tokenizer;
        this.tokens = tokenizer.encode(text);
        this.ends = new int[tokens.length];
    }

    /**
     * The ends, {@code int[tokens]}; that of the character where a token ends within one. Empty where the tokenizer does not
     * give the text back as it was.
     */
    static int[] of(String text, Tokenizer tokenizer) {
        TokenEnds found = new TokenEnds(text, tokenizer);
        return found.align() == text.length() ? found.ends : new int[0];
    }

    private int align() {
        int at = 0;
        int first = 0;
        for (int i = 0; i < tokens.length && i - first < LONGEST; i++) {
            String decoded = tokenizer.decode(Arrays.copyOfRange(tokens, first, i + 1));
            if (!decoded.isEmpty() && text.startsWith(decoded, at)) {
                at += decoded.length();
                Arrays.fill(ends, first, i + 1, at);
                first = i + 1;
            }
        }
        return at;
    }
}
