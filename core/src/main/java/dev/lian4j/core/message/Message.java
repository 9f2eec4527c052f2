package dev.lian4j.core.message;

/** One message of a conversation. Immutable. */
public sealed interface Message permits SystemMessage, UserMessage, AiMessage, ToolMessage {

    /** Who speaks. */
    Role role();

    /** The text of the message; empty where it has none. */
    String text();

    /** What the model is to be and to do. */
    static SystemMessage system(String text) {
        return new SystemMessage(text);
    }

    /** What the person says. */
    static UserMessage user(String text) {
        return UserMessage.of(text);
    }

    /** What the model said. */
    static AiMessage ai(String text) {
        return AiMessage.of(text);
    }
}
