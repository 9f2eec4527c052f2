package dev.lian4j.dataconnection.split;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/** Finds where the sentences of a text end. */
final class Sentences {

    private static final String ENDS = "。！？!?…";
    private static final String CLOSING = "”’」』）】》〉\"')]";

    private Sentences() {}

    /** Where sentences end, whitespace after them included: ascending, the last at the end of the text. */
    static int[] ends(String text, Locale locale) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(locale);
        sentences.setText(text);
        Ends ends = new Ends();
        int from = sentences.first();
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            within(text, from, to, ends);
            from = to;
        }
        return ends.toArray();
    }

    /** The library passes over blank lines, and over Chinese full stops that no space follows. */
    private static void within(String text, int from, int to, Ends ends) {
        int at = Math.max(from, ends.last());
        while (at < to - 1) {
            int next = at + 1;
            if (isStop(text, at)) {
                next = after(text, next, to);
                ends.add(next);
            }
            at = next;
        }
        ends.add(after(text, Math.max(to, ends.last()), text.length()));
    }

    private static boolean isStop(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' ? text.charAt(at + 1) == '\n' : c > 0x7f && ENDS.indexOf(c) >= 0;
    }

    private static int after(String text, int from, int limit) {
        int at = from;
        while (at < limit && goesOn(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean goesOn(char c) {
        return Trimmer.isWhitespace(c) || (c > 0x7f && (CLOSING.indexOf(c) >= 0 || ENDS.indexOf(c) >= 0));
    }

    private static final class Ends {
        private int[] ends = new int[16];
        private int size;

        int last() {
            return size == 0 ? 0 : ends[size - 1];
        }

        void add(int end) {
            if (last() >= end) {
                return;
            }
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            ends[size++] = end;
        }

        int[] toArray() {
            return Arrays.copyOf(ends, size);
        }
    }
}
