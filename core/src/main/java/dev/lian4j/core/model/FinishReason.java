package dev.lian4j.core.model;

/** Why a model stopped. */
public enum FinishReason {
    /** It was done, or met a stop string. */
    STOP,
    /** It reached the limit of tokens: the text is cut. */
    LENGTH,
    /** It wants tools called. */
    TOOL_CALLS,
    /** The provider's filter stopped it. */
    CONTENT_FILTER,
    /** Another reason, or none given. */
    OTHER
}
