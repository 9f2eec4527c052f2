package dev.lian4j.core.message;

/**
 * What the model is to be and to do.
 *
 * @param text the instruction
 */
public record SystemMessage(String text) implements Message {
    @Override
    public Role role() {
        return Role.SYSTEM;
    }
}
