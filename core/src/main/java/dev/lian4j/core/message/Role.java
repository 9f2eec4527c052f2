package dev.lian4j.core.message;

/** Who speaks in a message. */
public enum Role {
    /** The setting of the conversation. */
    SYSTEM("System"),
    /** The person. */
    USER("Human"),
    /** The model ("assistant" on most wires). */
    AI("AI"),
    /** The result of a tool that the model called. */
    TOOL("Tool");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role's name in a conversation written as text, as LangChain's: System, Human, AI, Tool. */
    public String label() {
        return label;
    }
}
