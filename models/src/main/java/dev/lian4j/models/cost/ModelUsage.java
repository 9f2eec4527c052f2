package dev.lian4j.models.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What was used of one model, or of all.
 *
 * @param calls answered calls
 * @param failures calls that ended with an error; what they took is not known
 * @param input tokens read
 * @param output tokens written
 * @param cachedInput those of {@code input} from the provider's cache
 * @param reasoning those of {@code output} that were thought
 * @param cost what the calls of known cost came to
 * @param callsOfUnknownCost those that are not in {@code cost}: the model has no price, or the provider told no tokens
 */
public record ModelUsage(
        long calls,
        long failures,
        long input,
        long output,
        long cachedInput,
        long reasoning,
        BigDecimal cost,
        long callsOfUnknownCost) {

    /** Nothing used. */
    public static final ModelUsage NONE = new ModelUsage(0, 0, 0, 0, 0, 0, BigDecimal.ZERO, 0);

    /** Whether {@link #cost} is all that was spent, failed calls aside. */
    public boolean costIsKnown() {
        return callsOfUnknownCost == 0;
    }

    /** Both together. */
    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                calls + other.calls,
                failures + other.failures,
                input + other.input,
                output + other.output,
                cachedInput + other.cachedInput,
                reasoning + other.reasoning,
                cost.add(other.cost, MathContext.UNLIMITED),
                callsOfUnknownCost + other.callsOfUnknownCost);
    }
}
