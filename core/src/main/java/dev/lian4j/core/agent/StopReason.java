package dev.lian4j.core.agent;

/** Why an agent stopped. */
public enum StopReason {
    /** It has answered. */
    ANSWERED,
    /** It has made as many steps as it may. */
    STEPS,
    /** Its time is over. */
    TIME,
    /** It has taken as many tokens as it may. */
    TOKENS,
    /** It did the same again and again. */
    LOOP,
    /** A person is to decide on a call; {@link AgentExecutor#resume} goes on. */
    WAITING
}
