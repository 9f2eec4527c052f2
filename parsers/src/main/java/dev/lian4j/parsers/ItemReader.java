package dev.lian4j.parsers;

import dev.lian4j.core.Piece;
import java.util.function.Consumer;

/** Cuts the pieces of one reply into items. For one thread. See {@link Items#to}. */
public final class ItemReader implements Consumer<Piece> {

    private final String delimiters;
    private final Consumer<String> parts;
    private final StringBuilder part = new StringBuilder();

    ItemReader(String delimiters, Consumer<String> parts) {
        this.delimiters = delimiters;
        this.parts = parts;
    }

    @Override
    public void accept(Piece piece) {
        if (piece instanceof Piece.Text text) {
            feed(text.text());
        }
    }

    void feed(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (delimiters.indexOf(text.charAt(i)) >= 0) {
                part.append(text, from, i);
                finish();
                from = i + 1;
            }
        }
        part.append(text, from, text.length());
        Limits.check(part);
    }

    /** Hands on the last item: the reply is whole. */
    public void finish() {
        String whole = part.toString();
        part.setLength(0);
        parts.accept(whole);
    }
}
