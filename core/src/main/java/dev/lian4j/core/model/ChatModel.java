package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Retry;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.StepKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model that answers conversations. Where pieces are wanted it emits them and returns the same whole as without; one
 * code path serves both. What is put around a model ({@link #with}, {@link #withRetry}, {@link #withFallback} and so on)
 * gives a model again, with the same {@link #features}. Safe for several threads.
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

    @Override
    default ChatModel with(Interceptor<ChatRequest, ChatResponse> interceptor) {
        return new ChatView(Chain.super.with(interceptor), features());
    }

    @Override
    default ChatModel withRetry(Retry retry) {
        return new ChatView(Chain.super.withRetry(retry), features());
    }

    @Override
    default ChatModel withFallback(Chain<? super ChatRequest, ? extends ChatResponse> other) {
        return new ChatView(Chain.super.withFallback(other), features());
    }

    @Override
    default ChatModel withFallback(
            Predicate<Throwable> errors, Chain<? super ChatRequest, ? extends ChatResponse> other) {
        return new ChatView(Chain.super.withFallback(errors, other), features());
    }

    @Override
    default ChatModel withTimeout(Duration limit) {
        return new ChatView(Chain.super.withTimeout(limit), features());
    }

    @Override
    default ChatModel withListener(RunListener listener) {
        return new ChatView(Chain.super.withListener(listener), features());
    }

    @Override
    default ChatModel named(String name) {
        return new ChatView(Chain.super.named(name), features());
    }
}
