package dev.lian4j.prompts;

/** A piece of a parsed template. */
sealed interface Part {

    /** Characters that stay as they are. */
    record Literal(String text) implements Part {}

    /** A place for a value. */
    record Variable(String name) implements Part {}
}
