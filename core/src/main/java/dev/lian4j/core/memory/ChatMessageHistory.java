package dev.lian4j.core.memory;

import dev.lian4j.core.message.Message;
import java.util.List;

/** The messages of one conversation, kept somewhere. Safe for several threads. */
public interface ChatMessageHistory {

    /** All messages, oldest first; a copy. */
    List<Message> messages();

    /** Appends messages: all or none of them. */
    void add(List<Message> messages);

    /** Forgets all messages. */
    void clear();
}
