package dev.lian4j.prompts;

import java.io.Writer;

/** Writes into a text of one thread, without the locks of {@link java.io.StringWriter}. */
final class TextWriter extends Writer {

    private final StringBuilder text = new StringBuilder();

    @Override
    public Writer append(CharSequence piece) {
        text.append(piece);
        return this;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
