package dev.lian4j.memory.session;

/**
 * What a person says in one of many conversations.
 *
 * @param sessionId which conversation
 * @param input what is said
 */
public record SessionInput(String sessionId, String input) {}
