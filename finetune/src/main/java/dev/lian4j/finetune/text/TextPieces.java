package dev.lian4j.finetune.text;

import java.util.Arrays;

/**
 * Turns tokens that come one by one into pieces of text: each piece is what the text grew by, whole characters only. For
 * one text; not thread safe.
 */
public final class TextPieces {

    /** Tokens of the prompt that are looked back at: how a token reads can depend on those before. */
    private static final int LOOK_BACK = 4;

    private static final char INCOMPLETE = '\uFFFD';

    private final TextTokenizer tokenizer;
    private int[] tokens;
    private int size;
    private int start;
    private int shown;

    private TextPieces(TextTokenizer tokenizer, int[] before) {
        this.tokenizer = tokenizer;
        this.tokens = Arrays.copyOf(before, before.length + 64);
        this.size = before.length;
        this.shown = before.length;
    }

    /** Pieces of what comes behind a prompt; special tokens have no text. */
    public static TextPieces behind(int[] prompt, TextTokenizer tokenizer) {
        return new TextPieces(
                tokenizer, Arrays.copyOfRange(prompt, Math.max(0, prompt.length - LOOK_BACK), prompt.length));
    }

    /** What the text grew by with this token; empty while a character is not whole. */
    public String accept(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = token;
        String text = text(size);
        return text.isEmpty() || text.charAt(text.length() - 1) == INCOMPLETE ? "" : grownTo(text);
    }

    /** What is left when no more tokens come: what never became a whole character, if anything. */
    public String rest() {
        return grownTo(text(size));
    }

    private String grownTo(String text) {
        int before = text(shown).length();
        String piece = text.length() > before ? text.substring(before) : "";
        start = shown;
        shown = size;
        return piece;
    }

    private String text(int end) {
        return tokenizer.decode(Arrays.copyOfRange(tokens, start, end));
    }
}
