package dev.lian4j.parsers;

/**
 * One field of a {@link StructuredOutputParser}'s answer.
 *
 * @param name the field
 * @param description what it is to hold, on one line
 * @param type its type, as the model is told: {@code string}, {@code number}, {@code list of strings}, ...
 */
public record ResponseSchema(String name, String description, String type) {

    /** Checks the name and brings the description to one line. */
    public ResponseSchema {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A response schema needs a name");
        }
        description = description.strip().replaceAll("\\s+", " ");
    }

    /** A text. */
    public static ResponseSchema of(String name, String description) {
        return new ResponseSchema(name, description, "string");
    }

    String line() {
        return "\t" + Json.MAPPER.getNodeFactory().textNode(name) + ": " + type + "  // " + description;
    }
}
