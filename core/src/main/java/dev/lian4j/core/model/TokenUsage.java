package dev.lian4j.core.model;

/**
 * The tokens that a call took.
 *
 * @param input tokens read; 0 where the provider does not say
 * @param output tokens written, reasoning included; 0 where the provider does not say
 * @param cachedInput those of {@code input} that came from the provider's cache
 * @param reasoning those of {@code output} that were thought and not said
 */
public record TokenUsage(int input, int output, int cachedInput, int reasoning) {

    /** Nothing is known. */
    public static final TokenUsage UNKNOWN = new TokenUsage(0, 0);

    /** Read and written, with nothing cached and nothing thought. */
    public TokenUsage(int input, int output) {
        this(input, output, 0, 0);
    }

    /** Read and written together. */
    public int total() {
        return Math.addExact(input, output);
    }

    /** The sum of two calls. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                Math.addExact(input, other.input),
                Math.addExact(output, other.output),
                Math.addExact(cachedInput, other.cachedInput),
                Math.addExact(reasoning, other.reasoning));
    }
}
