package dev.lian4j.memory;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import java.util.ArrayList;
import java.util.List;

/** A history that lives as long as the program. Thread safe; messages added together stay together. */
public final class InMemoryChatMessageHistory implements ChatMessageHistory {

    private final Object lock = new Object();
    private final List<Message> messages = new ArrayList<>();

    private InMemoryChatMessageHistory() {}

    /** An empty history. */
    public static InMemoryChatMessageHistory create() {
        return new InMemoryChatMessageHistory();
    }

    /** A history that begins with these messages. */
    public static InMemoryChatMessageHistory of(Message... messages) {
        InMemoryChatMessageHistory history = create();
        history.add(List.of(messages));
        return history;
    }

    @Override
    public List<Message> messages() {
        synchronized (lock) {
            return List.copyOf(messages);
        }
    }

    @Override
    public void add(List<Message> more) {
        List<Message> copy = List.copyOf(more); // a null among them fails here, before anything is added
        synchronized (lock) {
            messages.addAll(copy);
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            messages.clear();
        }
    }
}
