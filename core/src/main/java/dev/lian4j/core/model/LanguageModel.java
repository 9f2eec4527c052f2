package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.StepKind;

/** A model that continues a text: LangChain's LLM. A conversation is given to it as {@link ChatRequest#text()}. */
@FunctionalInterface
public interface LanguageModel extends Chain<ChatRequest, Completion> {

    /** The continuation of a text. */
    default String predict(String text) {
        return invoke(ChatRequest.of(text)).text();
    }

    @Override
    default StepKind kind() {
        return StepKind.MODEL;
    }

    @Override
    default boolean streams() {
        return true;
    }

    @Override
    default LanguageModel with(Interceptor<ChatRequest, Completion> interceptor) {
        return new TextView(Chain.super.with(interceptor));
    }
}
