package dev.lian4j.dataconnection.split;

import dev.lian4j.core.model.TokenCounter;

/** Finds places by counting the tokens between: slower by the logarithm of a chunk's length, but right for any counter. */
final class CountedPlaces implements TokenPlaces {

    private final String text;
    private final TokenCounter counter;
    private final Graphemes graphemes;

    CountedPlaces(String text, TokenCounter counter) {
        this.text = text;
        this.counter = counter;
        this.graphemes = new Graphemes(text);
    }

    @Override
    public int end(int from, int lastEnd, int tokens) {
        int fits = from;
        int tooFar = (int) Math.min(text.length(), (long) from + tokens) + 1;
        while (tooFar <= text.length() && counter.count(text.substring(from, tooFar)) <= tokens) {
            fits = tooFar;
            tooFar = (int) Math.min(text.length() + 1L, tooFar + 2L * (tooFar - from));
        }
        while (tooFar - fits > 1) {
            int middle = (fits + tooFar) >>> 1;
            boolean fit = counter.count(text.substring(from, middle)) <= tokens;
            fits = fit ? middle : fits;
            tooFar = fit ? tooFar : middle;
        }
        int end = graphemes.boundaryAt(fits);
        return end > lastEnd ? end : graphemes.end(lastEnd, text.length());
    }

    @Override
    public int start(int lastFrom, int end, int tokens) {
        int fits = end;
        int tooFar = lastFrom;
        while (fits - tooFar > 1) {
            int middle = (fits + tooFar) >>> 1;
            boolean fit = counter.count(text.substring(middle, end)) <= tokens;
            fits = fit ? middle : fits;
            tooFar = fit ? tooFar : middle;
        }
        return Math.min(graphemes.boundaryFrom(fits), end);
    }
}
