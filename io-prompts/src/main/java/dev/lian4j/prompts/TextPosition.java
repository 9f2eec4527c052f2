package dev.lian4j.prompts;

/**
 * A place in a text, for errors.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 characters
 * @param offset counted from 0, in UTF-16 characters
 */
record TextPosition(int line, int column, int offset) {

    static TextPosition of(String text, int offset) {
        int line = 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new TextPosition(line, offset - text.lastIndexOf('\n', offset - 1), offset);
    }

    String in(String origin) {
        return "%s, line %d, column %d (offset %d)".formatted(origin, line, column, offset);
    }
}
