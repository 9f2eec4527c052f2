package dev.lian4j.core.model;

/** How long a reasoning model is to think before it answers. */
public enum ReasoningEffort {
    /** Not at all. */
    NONE,
    /** As little as it can. */
    MINIMAL,
    /** A little. */
    LOW,
    /** The usual. */
    MEDIUM,
    /** Much. */
    HIGH
}
