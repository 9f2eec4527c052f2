package dev.lian4j.core;

/** What a step of a chain is, for those who read its trace. */
public enum StepKind {
    /** A composition, or a step of no other kind. */
    CHAIN,
    /** A prompt template. */
    PROMPT,
    /** A language or chat model. */
    MODEL,
    /** An embedding model. */
    EMBEDDING,
    /** A retriever. */
    RETRIEVER,
    /** An output parser. */
    PARSER,
    /** A tool. */
    TOOL
}
