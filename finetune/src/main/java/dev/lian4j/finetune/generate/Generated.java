package dev.lian4j.finetune.generate;

import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import java.util.List;

/**
 * A text that a model wrote.
 *
 * @param text without the prompt, stop strings and special tokens
 * @param tokens all that were written, with the one that ended the text
 * @param finishReason why it stopped
 * @param usage tokens read and written
 * @param logprobs how likely each token was, where asked for
 */
public record Generated(
        String text, List<Integer> tokens, FinishReason finishReason, TokenUsage usage, List<TokenLogprob> logprobs) {

    /** Copies the lists. */
    public Generated {
        tokens = List.copyOf(tokens);
        logprobs = List.copyOf(logprobs);
    }
}
