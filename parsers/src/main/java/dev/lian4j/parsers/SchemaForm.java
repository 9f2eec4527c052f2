package dev.lian4j.parsers;

/** How a JSON Schema says that something may be left out. */
enum SchemaForm {
    /** All is required, and what may be left out may be null: what providers' strict modes demand. */
    STRICT,
    /** What may be left out is not required, and has its default where there is one. */
    PLAIN
}
