package dev.lian4j.core.agent;

import dev.lian4j.core.model.TextResult;

/**
 * What an agent came to.
 *
 * @param text the answer; where it stopped early without one, empty
 * @param reason why it stopped
 * @param state how far it has come
 */
public record AgentResult(String text, StopReason reason, AgentState state) implements TextResult {}
