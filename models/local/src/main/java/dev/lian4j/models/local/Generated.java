package dev.lian4j.models.local;

import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;

/**
 * A text that a model wrote.
 *
 * @param text the whole text
 * @param finishReason why it ended
 * @param usage the tokens that it took
 */
record Generated(String text, FinishReason finishReason, TokenUsage usage) {}
