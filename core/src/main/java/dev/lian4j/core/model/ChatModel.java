package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.StepKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A model that answers conversations. Where pieces are wanted it emits them and returns the same whole as without; one
 * code path serves both. Safe for several threads.
 */
@FunctionalInterface
public interface ChatModel extends Chain<ChatRequest, ChatResponse> {

    /** The answer to one question, as text. */
    default String predict(String text) {
        return invoke(ChatRequest.of(text)).text();
    }

    /** What requests may ask of this model; all of it unless the model says otherwise. */
    default Set<ChatFeature> features() {
        return EnumSet.allOf(ChatFeature.class);
    }

    @Override
    default StepKind kind() {
        return StepKind.MODEL;
    }

    @Override
    default boolean streams() {
        return true;
    }
}
