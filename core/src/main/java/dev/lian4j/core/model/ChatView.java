package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import java.util.Set;

/** A chain around a chat model as a chat model; in traces it is the chain. */
record ChatView(Chain<ChatRequest, ChatResponse> chain, Set<ChatFeature> features) implements ChatModel {

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
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
