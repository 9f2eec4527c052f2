package dev.lian4j.memory;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.TokenCounter;
import java.util.List;

/**
 * Remembers a conversation and tells its last turns as they were, as many as fit into a number of tokens, after a summary
 * of the earlier ones. Turns are summarised whole; system messages are told as they are. Where summarising fails, more
 * is told than fits, and nothing is lost. Thread safe where its history is.
 */
public final class ConversationSummaryBufferMemory implements Memory {
    private final Summariser summariser;

    private ConversationSummaryBufferMemory(Builder options) {
        this.summariser =
                new Summariser(options, fresh -> Turns.startOfFitting(options.maxTokens, options.counter, fresh));
    }

    /**
     * Settings of a memory.
     *
     * @param model makes the summaries
     * @param maxTokens the most tokens that turns told as they were may take
     * @param counter counts as the model does
     * @throws IllegalArgumentException if the number of tokens is not positive
     */
    public static Builder builder(ChatModel model, int maxTokens, TokenCounter counter) {
        return new Builder(model, maxTokens, counter);
    }

    /** The summary as it is now. */
    public Summary summary() {
        return summariser.summary();
    }

    @Override
    public List<Message> messages() {
        return summariser.messages();
    }

    @Override
    public void save(List<Message> turn) {
        summariser.save(turn);
    }

    @Override
    public void clear() {
        summariser.clear();
    }

    /** Settings. Not thread safe. */
    public static final class Builder extends SummaryMemoryBuilder<Builder> {
        private final int maxTokens;
        private final TokenCounter counter;

        private Builder(ChatModel model, int maxTokens, TokenCounter counter) {
            super(model);
            Checks.positive("maxTokens", maxTokens);
            this.maxTokens = maxTokens;
            this.counter = counter;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The memory. */
        public ConversationSummaryBufferMemory build() {
            return new ConversationSummaryBufferMemory(this);
        }
    }
}
