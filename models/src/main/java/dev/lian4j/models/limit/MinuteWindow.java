package dev.lian4j.models.limit;

import java.util.ArrayList;
import java.util.List;

/**
 * Places calls in time, so that no minute has more calls or tokens than allowed: in the order of their coming, each as
 * early as those before it let it. Thread safe.
 */
final class MinuteWindow {

    static final long MINUTE = 60_000;

    /** A call that has a place. */
    static final class Place {
        private long tokens;
        private long start;
        private boolean started;

        private Place(long tokens) {
            this.tokens = tokens;
        }
    }

    private final int maxCalls;
    private final long maxTokens;
    private final List<Place> places = new ArrayList<>();

    MinuteWindow(int maxCalls, long maxTokens) {
        this.maxCalls = maxCalls;
        this.maxTokens = maxTokens;
    }

    int maxCalls() {
        return maxCalls;
    }

    long maxTokens() {
        return maxTokens;
    }

    /** A place after all others; see {@link #wait(Place, long)} for when it starts. */
    synchronized Place add(long tokens, long now) {
        while (!places.isEmpty() && places.get(0).started && places.get(0).start <= now - MINUTE) {
            places.remove(0);
        }
        Place place = new Place(tokens);
        places.add(place);
        return place;
    }

    /** How long the call has still to wait, in milliseconds; more than before where others took more than they said. */
    synchronized long wait(Place place, long now) {
        int index = places.indexOf(place);
        for (int i = 0; i <= index; i++) {
            // Also those before that have not woken up yet: they go first.
            if (!places.get(i).started) {
                places.get(i).start = afterThoseBefore(i, i == 0 ? now : Math.max(now, places.get(i - 1).start));
            }
        }
        place.started = place.start <= now;
        return place.start - now;
    }

    private long afterThoseBefore(int index, long earliest) {
        long start = earliest;
        long tokens = places.get(index).tokens;
        int calls = 1;
        // From the nearest backwards: the first that does not fit into one minute with this one must be over.
        for (int i = index - 1; i >= 0; i--) {
            Place before = places.get(i);
            tokens += before.tokens;
            calls++;
            if (calls > maxCalls || tokens > maxTokens) {
                return Math.max(start, before.start + MINUTE);
            }
        }
        return start;
    }

    /** The call took this many tokens. */
    synchronized void took(Place place, long tokens) {
        place.tokens = tokens;
    }

    /** The call is not made. */
    synchronized void remove(Place place) {
        places.remove(place);
    }
}
