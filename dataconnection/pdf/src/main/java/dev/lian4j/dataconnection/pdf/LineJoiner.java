package dev.lian4j.dataconnection.pdf;

import java.util.List;

/**
 * Makes text of lines. Scripts without spaces are wrapped in the middle of words, so such a line, if it is full, is joined
 * to the next without anything between; other lines keep their end.
 */
final class LineJoiner {

    /** How many lines up and down tell how wide the column is. */
    private static final int NEARBY = 10;

    /** Shorter lines, in characters, are entries of lists and tables. */
    private static final int SHORTEST = 10;

    /** Nothing is torn apart after these, and a paragraph may end. */
    private static final String SENTENCE_ENDS = "。！？；：";

    private LineJoiner() {}

    static String joined(List<PageLine> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).text());
            if (i + 1 < lines.size() && !wraps(lines, i)) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static boolean wraps(List<PageLine> lines, int i) {
        PageLine line = lines.get(i);
        String next = lines.get(i + 1).text();
        if (line.text().isEmpty() || next.isEmpty() || !line.mayGoOnIn(lines.get(i + 1))) {
            return false;
        }
        int last = line.text().codePointBefore(line.text().length());
        return SENTENCE_ENDS.indexOf(last) < 0
                && (isWithoutSpaces(last) || isWithoutSpaces(next.codePointAt(0)))
                && isFull(lines, i);
    }

    /** Whether it ends within two characters of where the widest line near it in the column ends. */
    private static boolean isFull(List<PageLine> lines, int i) {
        PageLine line = lines.get(i);
        float right = 0;
        for (int j = Math.max(0, i - NEARBY); j < Math.min(lines.size(), i + NEARBY + 1); j++) {
            PageLine other = lines.get(j);
            right = j != i && line.isAboveOrBelow(other) ? Math.max(right, other.end()) : right;
        }
        boolean isLong = line.end() - line.start() >= SHORTEST * line.charWidth();
        return isLong && right > 0 && line.end() >= right - 2 * line.charWidth();
    }

    private static boolean isWithoutSpaces(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65) || "“”‘’…—".indexOf(c) >= 0;
        };
    }
}
