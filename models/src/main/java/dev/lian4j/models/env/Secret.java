package dev.lian4j.models.env;

/** A key that does not show itself: {@link #toString} hides it, only {@link #reveal} gives it. Immutable. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Holds a key.
     *
     * @throws IllegalArgumentException if it is blank or has a character that no HTTP header can carry, such as a line
     *     end; the message does not show the key
     */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The key is blank; give the key itself, or none at all");
        }
        for (int i = 0; i < value.length(); i++) {
            // Anything else would make the HTTP library refuse the header, with the key in its message.
            if (value.charAt(i) < '!' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "The key has a character that no key has (a space, a line end, or beyond ASCII) at position "
                                + (i + 1) + " of " + value.length() + "; check how it was copied");
            }
        }
        return new Secret(value);
    }

    /** The key itself. Not for messages and logs. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
