package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;

/** A chain around a language model as a language model; in traces it is the chain. */
record TextView(Chain<ChatRequest, Completion> chain) implements LanguageModel {

    @Override
    public Completion invoke(ChatRequest request, Run run) {
        return chain.invoke(request, run);
    }

    @Override
    public String name() {
        return chain.name();
    }

    @Override
    public StepKind kind() {
        return chain.kind();
    }

    @Override
    public boolean streams() {
        return chain.streams();
    }
}
