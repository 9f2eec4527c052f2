package dev.lian4j.parsers.structured;

import dev.lian4j.core.model.ChatResponse;

/**
 * A value, and the answer that it was in.
 *
 * @param value the value
 * @param response the model's last answer, with its usage
 */
public record StructuredResponse<T>(T value, ChatResponse response) {}
