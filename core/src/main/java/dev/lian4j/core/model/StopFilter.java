package dev.lian4j.core.model;

import java.util.List;

/**
 * Ends a text before the first stop string, and holds back what may become one. For models that compute here. For one
 * text; not thread safe.
 */
public final class StopFilter {

    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    /** Ends a text at the first of these; empty ones end nothing. */
    public StopFilter(List<String> stops) {
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
    }

    /** Takes the next piece; gives what can be handed on. */
    public String accept(String piece) {
        held.append(piece);
        int stop = firstStop();
        if (stop >= 0) {
            stopped = true;
            held.setLength(stop);
            return rest();
        }
        int sure = held.length() - longestBeginning();
        String out = held.substring(0, sure);
        held.delete(0, sure);
        return out;
    }

    /** Whether a stop string came. */
    public boolean stopped() {
        return stopped;
    }

    /** What is still held when the text has ended. */
    public String rest() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private int firstStop() {
        return stops.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /** The length of the longest end of what is held that a stop string begins with. */
    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (held.indexOf(stop.substring(0, length), held.length() - length) >= 0) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
