package dev.lian4j.core.memory;

import dev.lian4j.core.message.Message;
import java.util.List;

/**
 * What a chain with memory is given.
 *
 * @param input what the person says now
 * @param history what is remembered of the conversation, oldest first
 */
public record Turn(String input, List<Message> history) {

    /** Copies the history. */
    public Turn {
        history = List.copyOf(history);
    }
}
