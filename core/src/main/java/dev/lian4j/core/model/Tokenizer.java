package dev.lian4j.core.model;

/** Cuts texts into tokens as a model does, and joins them again. Safe for several threads. */
public interface Tokenizer extends TokenCounter {

    /** The tokens of a text, {@code int[tokens]}, without any that mark its start or end. */
    int[] encode(String text);

    /** The text of tokens. Where they end within a character, that character reads U+FFFD. */
    String decode(int[] tokens);

    @Override
    default int count(String text) {
        return encode(text).length;
    }
}
