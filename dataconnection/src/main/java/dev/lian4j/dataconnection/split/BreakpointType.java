package dev.lian4j.dataconnection.split;

/** By what measure a {@link SemanticChunker} takes two neighbouring sentences to be far apart; with LangChain's defaults. */
public enum BreakpointType {
    /** Farther than so many percent of all neighbours; 95. */
    PERCENTILE(95),
    /** Farther than the mean by so many standard deviations; 3. */
    STANDARD_DEVIATION(3),
    /** Farther than the mean by so many times the distance between the quartiles; 1.5. */
    INTERQUARTILE(1.5),
    /** Where the distance grows faster than at so many percent of all neighbours; 95. For texts all about one thing. */
    GRADIENT(95);

    private final double amount;

    BreakpointType(double amount) {
        this.amount = amount;
    }

    /** The amount that counts as far by default. */
    public double defaultAmount() {
        return amount;
    }
}
