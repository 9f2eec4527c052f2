package dev.lian4j.models.local.worker;

/** What a {@link Frame} says. */
public enum Kind {
    /** Asks to load a model: a {@link LoadRequest}. Answered by READY. */
    LOAD,
    /** Asks to continue a text: a {@link GenerateRequest}. Answered by PIECEs and DONE. */
    GENERATE,
    /** Asks how many tokens a text has. Answered by NUMBER. */
    COUNT,
    /** Asks for the chat template with placeholders: the roles, joined by commas. Answered by TEXT. */
    RENDER,
    /** Asks for the vector of a text. Answered by VECTOR. */
    EMBED,
    /** Asks for the grammar of a JSON Schema. Answered by TEXT. */
    GRAMMAR,
    /** Ends the call of this number; not answered. */
    CANCEL,
    /** The model is loaded. */
    READY,
    /** The text of the next token; empty where the token has none. */
    PIECE,
    /** The generation ended. */
    DONE,
    /** A whole number, as decimal text. */
    NUMBER,
    /** A text. */
    TEXT,
    /** Floats, 4 bytes each, big-endian. */
    VECTOR,
    /** The call failed, and why. */
    FAILED
}
