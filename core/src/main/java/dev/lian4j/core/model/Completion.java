package dev.lian4j.core.model;

/**
 * What a language model continued a text with.
 *
 * @param text the continuation, without the prompt
 * @param finishReason why it stopped
 * @param usage the tokens that it took
 * @param model the model that answered, by the provider's word
 */
public record Completion(String text, FinishReason finishReason, TokenUsage usage, String model)
        implements TextResult {}
