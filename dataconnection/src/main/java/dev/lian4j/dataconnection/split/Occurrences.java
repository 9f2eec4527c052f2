package dev.lian4j.dataconnection.split;

import java.util.regex.Matcher;

/**
 * Where a separator occurs in a text, range by range from left to right. Costs time linear in the text over all ranges
 * together.
 */
abstract sealed class Occurrences {

    /** The last occurrence found. */
    int start;

    int end;

    static Occurrences of(String text, String literal) {
        return new OfLiteral(text, literal);
    }

    static Occurrences of(Matcher matcher) {
        return new OfPattern(matcher);
    }

    /** Places between characters, ascending: where something ends. */
    static Occurrences of(int[] places) {
        return new OfPlaces(places);
    }

    /** Turns to a range, that starts no further left than any before. */
    abstract void enter(int from, int to);

    /** Finds the first occurrence that lies in the range and right of the last one. */
    abstract boolean next();

    /** Whether the range has an occurrence. */
    boolean occursIn(int from, int to) {
        enter(from, to);
        return next();
    }

    /** Remembers what it found beyond the range: looking again for each range would cost quadratic time. */
    private static final class OfLiteral extends Occurrences {
        private final String text;
        private final String literal;
        private int found = -1;
        private int cursor;
        private int limit;

        OfLiteral(String text, String literal) {
            this.text = text;
            this.literal = literal;
        }

        @Override
        void enter(int from, int to) {
            cursor = from;
            limit = to - literal.length();
        }

        @Override
        boolean next() {
            if (found < cursor) {
                int at = text.indexOf(literal, cursor);
                found = at < 0 ? Integer.MAX_VALUE : at;
            }
            if (found > limit) {
                return false;
            }
            start = found;
            end = found + literal.length();
            cursor = end;
            return true;
        }
    }

    /** A matcher sees nothing outside its range. */
    private static final class OfPattern extends Occurrences {
        private final Matcher matcher;

        OfPattern(Matcher matcher) {
            this.matcher = matcher;
        }

        @Override
        void enter(int from, int to) {
            matcher.region(from, to);
        }

        @Override
        boolean next() {
            if (!matcher.find()) {
                return false;
            }
            start = matcher.start();
            end = matcher.end();
            return true;
        }
    }

    /** Places are as wide as nothing, and never at an end of a range. */
    private static final class OfPlaces extends Occurrences {
        private final int[] places;
        private int index;
        private int limit;

        OfPlaces(int[] places) {
            this.places = places;
        }

        @Override
        void enter(int from, int to) {
            limit = to;
            while (index > 0 && places[index - 1] > from) {
                index--;
            }
            while (index < places.length && places[index] <= from) {
                index++;
            }
        }

        @Override
        boolean next() {
            if (index == places.length || places[index] >= limit) {
                return false;
            }
            start = places[index++];
            end = start;
            return true;
        }
    }
}
