package dev.lian4j.dataconnection.load;

import java.util.ArrayDeque;
import java.util.Deque;

/** Gathers the text of elements: a line each, but inside text, as in {@code a <b>word</b> here}, on the same line. */
final class XmlText {

    private final StringBuilder text = new StringBuilder();

    /** The open elements: where each starts, and whether it has had text of its own. */
    private final Deque<Open> elements = new ArrayDeque<>();

    private boolean blank;

    XmlText() {
        elements.push(new Open(0));
    }

    void open() {
        boundary();
        elements.push(new Open(text.length()));
    }

    /** Ends an element; gives its text if it is wanted: to copy that of all would take long where they nest deep. */
    String close(boolean wanted) {
        Open closed = elements.pop();
        String own =
                wanted ? text.substring(Math.min(closed.start, text.length())).strip() : "";
        if (!elements.isEmpty()) {
            boundary();
        }
        return own;
    }

    private void boundary() {
        if (!elements.element().mixed) {
            endLine();
        }
    }

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        blank = false;
    }

    /** Adds text, whose runs of white space count as one blank. */
    void append(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (Character.isWhitespace(c)) {
                blank = true;
            } else {
                add(c);
            }
        }
    }

    private void add(char c) {
        if (blank && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append(' ');
        }
        blank = false;
        elements.element().mixed = true;
        text.append(c);
    }

    @Override
    public String toString() {
        return text.toString().strip();
    }

    private static final class Open {
        private final int start;
        private boolean mixed;

        Open(int start) {
            this.start = start;
        }
    }
}
