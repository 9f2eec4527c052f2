package dev.lian4j.dataconnection.pdf;

/**
 * A line of a page.
 *
 * @param start where it starts, from the left, in points
 * @param end where it ends
 * @param charWidth the width of its widest character
 * @param endsParagraph whether its place says that a paragraph ends with it
 */
record PageLine(String text, float start, float end, float charWidth, boolean endsParagraph) {

    PageLine endingParagraph() {
        return new PageLine(text, start, end, charWidth, true);
    }

    /** Whether both share some of the page's width, as lines of one column do. */
    boolean isAboveOrBelow(PageLine other) {
        return start < other.end && other.start < end;
    }
}
