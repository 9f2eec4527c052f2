package dev.lian4j.memory;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import java.util.List;

/**
 * Remembers a conversation and tells its last turns. A turn is all from what the person says up to what the person says
 * next, so a tool call is never parted from its result; system messages are always told. The history keeps everything.
 * Thread safe where its history is.
 *
 * @param history where the messages are kept
 * @param turns how many turns are told; 0 tells system messages only
 */
public record ConversationBufferWindowMemory(ChatMessageHistory history, int turns) implements Memory {

    /** Checks the number of turns. */
    public ConversationBufferWindowMemory {
        if (turns < 0) {
            throw new IllegalArgumentException("The number of turns must not be negative, was " + turns);
        }
    }

    /**
     * A memory that lives as long as the program.
     *
     * @throws IllegalArgumentException if the number of turns is negative
     */
    public static ConversationBufferWindowMemory ofTurns(int turns) {
        return over(InMemoryChatMessageHistory.create(), turns);
    }

    /**
     * A memory of what this history keeps.
     *
     * @throws IllegalArgumentException if the number of turns is negative
     */
    public static ConversationBufferWindowMemory over(ChatMessageHistory history, int turns) {
        return new ConversationBufferWindowMemory(history, turns);
    }

    @Override
    public List<Message> messages() {
        return Turns.last(turns, history.messages());
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
