package dev.lian4j.memory.session;

import dev.lian4j.core.memory.ChatMessageHistory;
import java.util.List;

/** The histories of many conversations, by an id that the application chooses. Safe for several threads. */
public interface ChatSessions {

    /** The history of a conversation; empty where there was none. */
    ChatMessageHistory open(String sessionId);

    /** The ids of the conversations that have messages, in order. */
    List<String> ids();

    /** Forgets a conversation; says whether there was one. */
    boolean delete(String sessionId);
}
