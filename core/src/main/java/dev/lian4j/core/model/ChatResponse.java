package dev.lian4j.core.model;

import dev.lian4j.core.message.AiMessage;

/**
 * A model's whole answer.
 *
 * @param message what it said
 * @param finishReason why it stopped
 * @param usage the tokens that it took
 * @param model the model that answered, by the provider's word
 */
public record ChatResponse(AiMessage message, FinishReason finishReason, TokenUsage usage, String model)
        implements TextResult {

    /** A plain answer, for tests and for models that tell nothing more. */
    public static ChatResponse of(String text) {
        return new ChatResponse(AiMessage.of(text), FinishReason.STOP, TokenUsage.UNKNOWN, "");
    }

    @Override
    public String text() {
        return message.text();
    }
}
