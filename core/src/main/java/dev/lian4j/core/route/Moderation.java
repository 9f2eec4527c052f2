package dev.lian4j.core.route;

import java.util.Map;

/**
 * What was found about a text.
 *
 * @param flagged whether it should not go on
 * @param categories how much of what was found, 0 to 1; empty where it is not known
 */
public record Moderation(boolean flagged, Map<String, Double> categories) {

    /** Copies the map. */
    public Moderation {
        categories = Map.copyOf(categories);
    }

    /** A text that may go on. */
    public static Moderation harmless() {
        return new Moderation(false, Map.of());
    }
}
