package dev.lian4j.dataconnection.pdf;

import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Knows which glyphs of a page are drawn again at nearly the same place, for a bold look or a shadow, and are to be read
 * once: within a third of a character's width, as PDFBox has it. Its own way, sorted trees, takes a third of the time in
 * which a page is read; here a glyph is found by the square in which it stands, in a hash table without objects. Squares
 * are two to four times as wide as that distance, so at most four have to be looked at, and none can hold many.
 */
final class Overprints {

    private static final int FIRST_CAPACITY = 1024;

    private @Nullable String[] texts = new @Nullable String[FIRST_CAPACITY];
    private long[] squares = new long[FIRST_CAPACITY];
    private float[] xs = new float[FIRST_CAPACITY];
    private float[] ys = new float[FIRST_CAPACITY];
    private int count;

    /** Whether the glyph was there before; else it is from now on. */
    boolean isAgain(TextPosition glyph) {
        String text = glyph.getUnicode();
        float distance = glyph.getWidth() / text.length() / 3;
        float x = glyph.getX();
        float y = glyph.getY();
        if (!(distance > 0) || !Float.isFinite(distance + x + y)) {
            return false;
        }
        int size = Math.getExponent(distance) + 2;
        boolean again = isNear(text, size, x, y, distance);
        if (!again) {
            growIfHalfFull();
            put(text, square(text, size, at(x, size), at(y, size)), x, y);
            count++;
        }
        return again;
    }

    private boolean isNear(String text, int size, float x, float y, float distance) {
        float left = at(x - distance, size);
        float right = at(x + distance, size);
        float low = at(y - distance, size);
        float high = at(y + distance, size);
        return holds(text, square(text, size, left, low), x, y, distance)
                || (left < right && holds(text, square(text, size, right, low), x, y, distance))
                || (low < high && holds(text, square(text, size, left, high), x, y, distance))
                || (left < right && low < high && holds(text, square(text, size, right, high), x, y, distance));
    }

    private boolean holds(String text, long square, float x, float y, float distance) {
        for (int i = slot(square); texts[i] != null; i = (i + 1) & (texts.length - 1)) {
            if (squares[i] == square
                    && isWithin(xs[i] - x, distance)
                    && isWithin(ys[i] - y, distance)
                    && text.equals(texts[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(float difference, float distance) {
        return -distance <= difference && difference < distance;
    }

    private void put(String text, long square, float x, float y) {
        int i = slot(square);
        while (texts[i] != null) {
            i = (i + 1) & (texts.length - 1);
        }
        texts[i] = text;
        squares[i] = square;
        xs[i] = x;
        ys[i] = y;
    }

    private void growIfHalfFull() {
        if (2 * count < texts.length) {
            return;
        }
        @Nullable String[] oldTexts = texts;
        long[] oldSquares = squares;
        float[] oldXs = xs;
        float[] oldYs = ys;
        texts = new @Nullable String[2 * oldTexts.length];
        squares = new long[texts.length];
        xs = new float[texts.length];
        ys = new float[texts.length];
        for (int i = 0; i < oldTexts.length; i++) {
            String text = oldTexts[i];
            if (text != null) {
                put(text, oldSquares[i], oldXs[i], oldYs[i]);
            }
        }
    }

    private int slot(long square) {
        return (int) (square >>> 32) & (texts.length - 1);
    }

    /** Which row or column of squares of the size 2 to this power; a float, since damaged files have any coordinates. */
    private static float at(float coordinate, int size) {
        return (float) Math.floor(Math.scalb(coordinate, -size));
    }

    /** A number that no two squares of a page share but by chance, which is looked after: places are compared. */
    private static long square(String text, int size, float column, float row) {
        long place = ((long) Float.floatToRawIntBits(column) << 32) ^ Float.floatToRawIntBits(row);
        long mixed = (place ^ (text.hashCode() * 31L + size)) * 0x9E3779B97F4A7C15L;
        return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    }
}
