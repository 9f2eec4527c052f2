package dev.lian4j.models.testing;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ReadyReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A chat model that calls nobody: fixed answers in turn, from the first again after the last, or what a function says.
 * Streams where pieces are wanted, and keeps the requests. LangChain's {@code FakeListChatModel}. Thread safe.
 */
public final class FakeChatModel implements ChatModel {

    private final Function<ChatRequest, ChatResponse> answers;
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    private FakeChatModel(Function<ChatRequest, ChatResponse> answers) {
        this.answers = answers;
    }

    /**
     * These answers in turn.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FakeChatModel of(String... answers) {
        return of(Stream.of(answers).map(ChatResponse::of).toList());
    }

    /**
     * These replies in turn.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FakeChatModel of(List<ChatResponse> replies) {
        if (replies.isEmpty()) {
            throw new IllegalArgumentException("A fake model needs at least one answer");
        }
        List<ChatResponse> all = List.copyOf(replies);
        AtomicInteger calls = new AtomicInteger();
        return answering(request -> all.get(Math.floorMod(calls.getAndIncrement(), all.size())));
    }

    /** What the function says to each request; what it throws, the model throws. */
    public static FakeChatModel answering(Function<ChatRequest, ChatResponse> answers) {
        return new FakeChatModel(answers);
    }

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        requests.add(request);
        return ReadyReply.emit(answers.apply(request), run);
    }

    /** The requests so far, in the order of their coming. */
    public List<ChatRequest> requests() {
        return List.copyOf(requests);
    }
}
