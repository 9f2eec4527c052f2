package dev.lian4j.models.testing;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.function.Predicate;

/** A step of a script: what a request must be like, and what the model does then. */
record Reaction(String expected, Predicate<ChatRequest> condition, Play play) {

    /** What the model does. */
    @FunctionalInterface
    interface Play {
        ChatResponse play(ChatRequest request, Run run);
    }
}
