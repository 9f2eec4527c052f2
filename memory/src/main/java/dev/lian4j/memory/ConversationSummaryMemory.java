package dev.lian4j.memory;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.ChatModel;
import java.util.List;
import java.util.Map;

/**
 * Remembers a conversation and tells a summary of it, made anew by a model after each turn. Where that fails, the turns
 * that are not in the summary are told as they are. The history keeps everything. Thread safe where its history is.
 */
public final class ConversationSummaryMemory implements Memory {
    private final Summariser summariser;

    private ConversationSummaryMemory(Builder options) {
        this.summariser = new Summariser(options, List::size);
    }

    /** A memory that lives as long as the program and summarises in English. */
    public static ConversationSummaryMemory of(ChatModel model) {
        return builder(model).build();
    }

    /** Settings of a memory whose summaries this model makes. */
    public static Builder builder(ChatModel model) {
        return new Builder(model);
    }

    /** The summary as it is now. */
    public Summary summary() {
        return summariser.summary();
    }

    @Override
    public List<Message> messages() {
        return summariser.messages();
    }

    /** The summary as it is, then what is not in it: {@code {"history": "The human greets ..."}}. */
    @Override
    public Map<String, Object> loadMemoryVariables() {
        List<Message> messages = messages();
        Message first = messages.isEmpty() ? null : messages.get(0);
        boolean alone = messages.size() == 1
                && first != null
                && first.text().equals(summary().text());
        return Map.of("history", alone ? first.text() : Messages.transcript(messages));
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

        private Builder(ChatModel model) {
            super(model);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The memory. */
        public ConversationSummaryMemory build() {
            return new ConversationSummaryMemory(this);
        }
    }
}
