package dev.lian4j.dataconnection.retrieve;

/**
 * A metadata key that questions may be narrowed by, as told to a model.
 *
 * @param name the metadata key
 * @param description what stands there, and which values there are where they are few
 * @param type what the values are
 */
public record AttributeInfo(String name, String description, Type type) {

    /** What an attribute's values are. */
    public enum Type {
        /** A text. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** Any number. */
        FLOAT,
        /** True or false. */
        BOOLEAN,
        /** A day as a text, {@code 2024-05-31}, so that texts' order is that of time. */
        DATE,
        /** A list of texts. */
        STRING_LIST
    }

    /** Checks the name. */
    public AttributeInfo {
        if (name.isBlank() || name.contains("`")) {
            throw new IllegalArgumentException("An attribute's name must not be blank or have a backquote: " + name);
        }
    }

    /** An attribute. */
    public static AttributeInfo of(String name, String description, Type type) {
        return new AttributeInfo(name, description, type);
    }
}
