package dev.lian4j.memory;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.TokenCounter;
import java.util.List;

/**
 * Remembers a conversation and tells as many of its last turns as fit into a number of tokens. Turns are told whole, so
 * a tool call is never parted from its result; system messages are always told, and count. The history keeps everything.
 * Thread safe where its history is.
 *
 * @param history where the messages are kept
 * @param maxTokens the most tokens to tell
 * @param counter counts as the model does
 */
public record ConversationTokenBufferMemory(ChatMessageHistory history, int maxTokens, TokenCounter counter)
        implements Memory {

    /** Checks the number of tokens. */
    public ConversationTokenBufferMemory {
        Checks.positive("maxTokens", maxTokens);
    }

    /**
     * A memory that lives as long as the program.
     *
     * @throws IllegalArgumentException if the number of tokens is not positive
     */
    public static ConversationTokenBufferMemory ofTokens(int maxTokens, TokenCounter counter) {
        return over(InMemoryChatMessageHistory.create(), maxTokens, counter);
    }

    /**
     * A memory of what this history keeps.
     *
     * @throws IllegalArgumentException if the number of tokens is not positive
     */
    public static ConversationTokenBufferMemory over(ChatMessageHistory history, int maxTokens, TokenCounter counter) {
        return new ConversationTokenBufferMemory(history, maxTokens, counter);
    }

    @Override
    public List<Message> messages() {
        return Turns.fitting(maxTokens, counter, history.messages());
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
