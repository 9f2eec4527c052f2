package dev.lian4j.models.cost;

import dev.lian4j.core.model.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model costs, for one million tokens.
 *
 * @param input tokens read
 * @param cachedInput tokens read from the provider's cache; the same as {@code input} where there is no other price
 * @param output tokens written, reasoning included
 * @param upToInput the most input tokens of a call for which this holds
 */
public record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output, int upToInput) {

    private static final int MILLIONTH = -6;

    /** Checks that nothing is negative. */
    public Price {
        if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException(
                    "Prices must not be negative, were " + input + ", " + cachedInput + " and " + output);
        }
    }

    /** Prices for one million tokens, such as {@code Price.of("0.15", "0.60")}; cached ones cost the same. */
    public static Price of(String input, String output) {
        BigDecimal read = new BigDecimal(input);
        return new Price(read, read, new BigDecimal(output), Integer.MAX_VALUE);
    }

    /** What a call costs, exactly; empty where this price does not hold for so many tokens. */
    public Optional<BigDecimal> cost(TokenUsage usage) {
        if (usage.input() > upToInput) {
            return Optional.empty();
        }
        int cached = Math.min(usage.cachedInput(), usage.input());
        BigDecimal sum = times(input, usage.input() - cached)
                .add(times(cachedInput, cached))
                .add(times(output, usage.output()));
        return Optional.of(sum.scaleByPowerOfTen(MILLIONTH));
    }

    private static BigDecimal times(BigDecimal price, int tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
