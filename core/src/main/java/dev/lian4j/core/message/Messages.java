package dev.lian4j.core.message;

import java.util.List;
import java.util.stream.Collectors;

/** Conversations as text. */
public final class Messages {

    private Messages() {}

    /** A conversation as lines {@code Human: ...}, {@code AI: ...}, as LangChain's {@code get_buffer_string}. */
    public static String transcript(List<? extends Message> messages) {
        return messages.stream()
                .map(message -> message.role().label() + ": " + message.text())
                .collect(Collectors.joining("\n"));
    }
}
