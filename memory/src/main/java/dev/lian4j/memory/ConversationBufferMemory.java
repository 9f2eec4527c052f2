package dev.lian4j.memory;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import java.util.List;

/**
 * Remembers a conversation and tells all of it. For one conversation: each gets a memory of its own. Thread safe where
 * its history is.
 *
 * @param history where the messages are kept
 */
public record ConversationBufferMemory(ChatMessageHistory history) implements Memory {

    /** A memory that lives as long as the program. */
    public static ConversationBufferMemory create() {
        return over(InMemoryChatMessageHistory.create());
    }

    /** A memory of what this history keeps. */
    public static ConversationBufferMemory over(ChatMessageHistory history) {
        return new ConversationBufferMemory(history);
    }

    @Override
    public List<Message> messages() {
        return history.messages();
    }

    @Override
    public void save(List<Message> turn) {
        history.add(turn);
    }

    @Override
    public void clear() {
        history.clear();
    }
}
