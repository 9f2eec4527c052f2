package dev.lian4j.core.message;

import java.util.List;
import java.util.stream.Collectors;

/** Conversations as text. */
public final class Messages {

    /** Tokens that stand around a message on most wires: its role and its ends. */
    public static final int TOKENS_AROUND = 4;

    private Messages() {}

    /** All that a model reads of a message as text: what it says, and the tools that it calls. */
    public static String countedText(Message message) {
        if (!(message instanceof AiMessage said) || said.toolCalls().isEmpty()) {
            return message.text();
        }
        return said.toolCalls().stream()
                .map(call -> call.name() + ' ' + call.arguments())
                .collect(Collectors.joining("\n", said.text() + '\n', ""));
    }

    /** A conversation as lines {@code Human: ...}, {@code AI: ...}, as LangChain's {@code get_buffer_string}. */
    public static String transcript(List<? extends Message> messages) {
        return transcript(messages, Role.USER.label(), Role.AI.label());
    }

    /** As {@link #transcript(List)}, with other names for the person and the model. */
    public static String transcript(List<? extends Message> messages, String human, String ai) {
        return messages.stream()
                .map(message -> label(message.role(), human, ai) + ": " + message.text())
                .collect(Collectors.joining("\n"));
    }

    private static String label(Role role, String human, String ai) {
        return switch (role) {
            case USER -> human;
            case AI -> ai;
            default -> role.label();
        };
    }
}
