package dev.lian4j.core.agent;

import java.time.Duration;

/**
 * How far an agent may go.
 *
 * @param steps decisions, at least 1
 * @param time from the start of the run; looked at between steps
 * @param tokens of all decisions, read and written; looked at between steps
 * @param toolTime for one call of a tool, which is then interrupted
 * @param resultCharacters of one tool's result; the rest is cut off and the model told
 * @param repeats how often the same calls may come again, one after another, at least 1
 */
public record AgentLimits(int steps, Duration time, long tokens, Duration toolTime, int resultCharacters, int repeats) {

    /** 15 steps, 10 minutes, any tokens, a minute a call, 20,000 characters a result, the same calls again three times. */
    public static final AgentLimits DEFAULT =
            new AgentLimits(15, Duration.ofMinutes(10), Long.MAX_VALUE, Duration.ofMinutes(1), 20_000, 3);

    /** Checks the numbers. */
    public AgentLimits {
        if (steps < 1 || tokens < 1 || resultCharacters < 1 || repeats < 1) {
            throw new IllegalArgumentException("An agent's limits must be at least 1: steps " + steps + ", tokens "
                    + tokens + ", resultCharacters " + resultCharacters + ", repeats " + repeats);
        }
    }

    /** These limits with another number of steps. */
    public AgentLimits withSteps(int most) {
        return new AgentLimits(most, time, tokens, toolTime, resultCharacters, repeats);
    }

    /** These limits with another time in all. */
    public AgentLimits withTime(Duration most) {
        return new AgentLimits(steps, most, tokens, toolTime, resultCharacters, repeats);
    }

    /** These limits with another number of tokens. */
    public AgentLimits withTokens(long most) {
        return new AgentLimits(steps, time, most, toolTime, resultCharacters, repeats);
    }

    /** These limits with another time for one call of a tool. */
    public AgentLimits withToolTime(Duration most) {
        return new AgentLimits(steps, time, tokens, most, resultCharacters, repeats);
    }

    /** These limits with another length of a tool's result. */
    public AgentLimits withResultCharacters(int most) {
        return new AgentLimits(steps, time, tokens, toolTime, most, repeats);
    }
}
