package dev.lian4j.core.model;

import dev.lian4j.core.message.AiMessage;
import java.util.List;

/**
 * A model's whole answer.
 *
 * @param message what it said
 * @param finishReason why it stopped
 * @param usage the tokens that it took
 * @param model the model that answered, by the provider's word
 * @param alternatives the other answers, where {@link ChatParameters#n()} asked for several
 * @param logprobs how likely each token of the answer was, where asked for
 */
public record ChatResponse(
        AiMessage message,
        FinishReason finishReason,
        TokenUsage usage,
        String model,
        List<ChatResponse> alternatives,
        List<TokenLogprob> logprobs)
        implements TextResult {

    /** Copies the lists. */
    public ChatResponse {
        alternatives = List.copyOf(alternatives);
        logprobs = List.copyOf(logprobs);
    }

    /** One answer, without likelihoods. */
    public ChatResponse(AiMessage message, FinishReason finishReason, TokenUsage usage, String model) {
        this(message, finishReason, usage, model, List.of(), List.of());
    }

    /** A plain answer, for tests and for models that tell nothing more. */
    public static ChatResponse of(String text) {
        return new ChatResponse(AiMessage.of(text), FinishReason.STOP, TokenUsage.UNKNOWN, "");
    }

    @Override
    public String text() {
        return message.text();
    }
}
