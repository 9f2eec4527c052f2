package dev.lian4j.dataconnection.split;

import java.util.Arrays;

/** Looks places up among the ends of the tokens. */
final class AlignedPlaces implements TokenPlaces {

    private final String text;
    private final int[] ends;
    private final Graphemes graphemes;

    AlignedPlaces(String text, int[] ends) {
        this.text = text;
        this.ends = ends;
        this.graphemes = new Graphemes(text);
    }

    @Override
    public int end(int from, int lastEnd, int tokens) {
        int last = (int) Math.min((long) endedAt(from) + tokens, ends.length);
        int end = graphemes.boundaryAt(wholeBefore(last));
        return end > lastEnd ? end : graphemes.end(lastEnd, text.length());
    }

    @Override
    public int start(int lastFrom, int end, int tokens) {
        int before = endedAt(end) - tokens;
        int start = before <= 0 ? 0 : graphemes.boundaryFrom(ends[before - 1]);
        return tokens == 0 || start <= lastFrom ? end : Math.min(start, end);
    }

    /** The end of the last whole character in the first tokens. */
    private int wholeBefore(int tokens) {
        int last = tokens - 1;
        if (tokens < ends.length && ends[tokens] == ends[last]) {
            while (last >= 0 && ends[last] == ends[tokens]) {
                last--;
            }
        }
        return last < 0 ? 0 : ends[last];
    }

    /** How many tokens end here or before. */
    private int endedAt(int place) {
        int found = Arrays.binarySearch(ends, place);
        int at = found < 0 ? -found - 1 : found;
        while (at < ends.length && ends[at] <= place) {
            at++;
        }
        return at;
    }
}
