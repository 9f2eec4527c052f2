package dev.lian4j.dataconnection.pdf;

/**
 * A line of a page; lengths are in points.
 *
 * @param start where it starts, from the left
 * @param end where it ends
 * @param charWidth the width of its widest character
 * @param fontSize the size of its largest character
 * @param endsArticle whether it is the last of a part of the page that the file itself sets apart
 */
record PageLine(String text, float start, float end, float charWidth, float fontSize, boolean endsArticle) {

    /** Whether both share some of the page's width, as lines of one column do. */
    boolean isAboveOrBelow(PageLine other) {
        return start < other.end && other.start < end;
    }

    /** Whether the next line looks like more of the same paragraph: the same size, and not indented. */
    boolean mayGoOnIn(PageLine next) {
        return !endsArticle
                && isAboveOrBelow(next)
                && Math.abs(next.fontSize - fontSize) <= fontSize / 20
                && next.start <= start + charWidth;
    }
}
