package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatResponse;

/**
 * Decides what to do next: a response that calls tools acts, one that calls none is the answer. {@link AgentExecutor} does
 * what it decides. Safe for several threads.
 */
@FunctionalInterface
public interface Agent extends Chain<AgentState, ChatResponse> {

    @Override
    default boolean streams() {
        return true;
    }
}
