package dev.lian4j.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.testing.FakeChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ResponseCachingTest {

    private final InMemoryResponseCache cache = InMemoryResponseCache.of(1_000_000);

    private ChatModel cached(ChatModel model) {
        return model.with(ResponseCaching.of("m", cache));
    }

    private static List<Piece> pieces(ChatModel model, ChatRequest request) {
        List<Piece> pieces = new ArrayList<>();
        model.invoke(request, pieces::add);
        return pieces;
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream().map(piece -> ((Piece.Text) piece).text()).collect(Collectors.joining());
    }

    @Test
    void anEqualRequestIsAnsweredWithoutTheModel() {
        FakeChatModel model = FakeChatModel.of("一", "二");
        ChatModel cached = cached(model);

        assertThat(cached.predict("几？")).isEqualTo("一");
        assertThat(cached.predict("几？")).isEqualTo("一");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void whateverDiffersInTheRequestIsAskedAnew() {
        FakeChatModel model = FakeChatModel.of("x");
        ChatModel cached = cached(model);
        ChatRequest request = ChatRequest.of("q");
        List<ChatRequest> all = List.of(
                request,
                ChatRequest.of("q "),
                request.with(ChatParameters.builder().temperature(0).build()),
                request.with(ChatParameters.builder().model("other").build()),
                request.with(ChatParameters.builder().extra("k", 1).build()),
                ChatRequest.of(UserMessage.of(new Content.Text("q"), Content.Image.of(new byte[] {1}, "image/png"))),
                ChatRequest.of(UserMessage.of(new Content.Text("q"), Content.Image.of(new byte[] {2}, "image/png"))));

        all.forEach(cached::invoke);
        all.forEach(cached::invoke);

        assertThat(model.requests()).isEqualTo(all);
    }

    @Test
    void twoModelsDoNotShareReplies() {
        ChatModel one = FakeChatModel.of("one").with(ResponseCaching.of("one", cache));
        ChatModel two = FakeChatModel.of("two").with(ResponseCaching.of("two", cache));

        assertThat(one.predict("q")).isEqualTo("one");
        assertThat(two.predict("q")).isEqualTo("two");
    }

    @Test
    void aHitStreamsItsTextInPieces() {
        String answer = "中文👋 and a text that is longer than one piece";
        ChatModel cached = cached(FakeChatModel.of(answer));
        ChatRequest request = ChatRequest.of("q");

        List<Piece> first = pieces(cached, request);
        List<Piece> second = pieces(cached, request);

        assertThat(text(first)).isEqualTo(answer);
        assertThat(text(second)).isEqualTo(answer);
        assertThat(second).hasSizeGreaterThan(1);
        try (Streamed<ChatResponse> streamed = cached.stream(request)) {
            assertThat(streamed.text().collect(Collectors.joining())).isEqualTo(answer);
            assertThat(streamed.result().text()).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FinishReason.class,
            names = {"LENGTH", "CONTENT_FILTER", "OTHER"})
    void aReplyThatIsNotCompleteIsNotKept(FinishReason reason) {
        FakeChatModel model = FakeChatModel.of(List.of(
                new ChatResponse(AiMessage.of("half"), reason, TokenUsage.UNKNOWN, ""), ChatResponse.of("all")));

        assertThat(cached(model).predict("q")).isEqualTo("half");
        assertThat(cached(model).predict("q")).isEqualTo("all");
    }

    @Test
    void anErrorIsNotKept() {
        AtomicInteger calls = new AtomicInteger();
        ChatModel cached = cached(FakeChatModel.answering(request -> {
            if (calls.getAndIncrement() == 0) {
                throw new ModelException("down");
            }
            return ChatResponse.of("up");
        }));

        assertThatThrownBy(() -> cached.predict("q")).hasMessage("down");
        assertThat(cached.predict("q")).isEqualTo("up");
    }

    @Test
    void equalRequestsAtOnceCallTheModelOnce() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ChatModel cached = cached((request, run) -> {
            calls.incrementAndGet();
            await(go);
            return ChatResponse.of("once");
        });
        List<CompletableFuture<ChatResponse>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(cached.invokeAsync(ChatRequest.of("q")));
        }
        go.countDown();

        assertThat(all).allSatisfy(each -> assertThat(each.get().text()).isEqualTo("once"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void oneThatIsCancelledDoesNotCancelTheOthers() throws Exception {
        Gate gate = new Gate();
        ChatModel cached = cached(gate);
        Streamed<ChatResponse> first = cached.stream(ChatRequest.of("q"));
        assertThat(first.text().findFirst()).contains("do");
        CountDownLatch joined = new CountDownLatch(1);
        List<Piece> pieces = new ArrayList<>();
        CompletableFuture<ChatResponse> second =
                CompletableFuture.supplyAsync(() -> cached.invoke(ChatRequest.of("q"), piece -> {
                    pieces.add(piece);
                    joined.countDown();
                }));
        joined.await();

        first.close();
        gate.open.countDown();

        assertThat(second.get().text()).isEqualTo("done");
        assertThat(text(pieces)).isEqualTo("done");
        assertThat(gate.calls).hasValue(1);
    }

    @Test
    void whenAllHaveLeftTheCallIsCancelled() throws Exception {
        Gate gate = new Gate();
        ChatModel cached = cached(gate);
        CompletableFuture<ChatResponse> first = cached.invokeAsync(ChatRequest.of("q"));
        gate.entered.await();

        first.cancel(true);

        gate.interrupted.await();
        gate.open.countDown();
        assertThat(cached.predict("q")).isEqualTo("done");
    }

    @Test
    void aStreamThatIsNotPulledHoldsUpNobody() {
        FakeChatModel model = FakeChatModel.of("a text that is longer than one piece, and than two of them");
        ChatModel cached = cached(model);
        ChatRequest request = ChatRequest.of("q");

        try (Streamed<ChatResponse> idle = cached.stream(request);
                Streamed<ChatResponse> busy = cached.stream(request)) {
            assertThat(busy.text().collect(Collectors.joining())).startsWith("a text");
            assertThat(idle.result().text()).startsWith("a text");
        }
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void anInterruptOfTheCallerEndsItsWait() {
        ChatModel cached = cached(new Gate());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cached.predict("q")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCacheThatFailsDoesNotLoseTheReply() {
        ResponseCache broken = new ResponseCache() {
            @Override
            public Optional<ChatResponse> find(CacheKey key, Run run) {
                throw new StoreException("cannot read");
            }

            @Override
            public void store(CacheKey key, ChatResponse response, Run run) {
                throw new StoreException("cannot write");
            }
        };

        assertThat(FakeChatModel.of("x").with(ResponseCaching.of("m", broken)).predict("q"))
                .isEqualTo("x");
    }

    @Test
    void theCallIsSeenInTheTraceOfWhoAskedFirst() {
        List<String> seen = new ArrayList<>();
        ChatModel cached = cached(FakeChatModel.of("x")).withListener(new dev.lian4j.core.RunListener() {
            @Override
            public void onStart(dev.lian4j.core.Step step, @org.jspecify.annotations.Nullable Object input) {
                seen.add(step.name() + " " + step.kind());
            }
        });

        cached.predict("q");
        cached.predict("q");

        assertThat(seen).containsExactly("FakeChatModel CHAIN", "FakeChatModel MODEL", "FakeChatModel CHAIN");
    }

    @Test
    void aListenerSeesEachPieceOnce() {
        List<Piece> seen = new ArrayList<>();
        ChatModel cached = cached(FakeChatModel.of("x")).withListener(new dev.lian4j.core.RunListener() {
            @Override
            public void onPiece(dev.lian4j.core.Step step, Piece piece) {
                seen.add(piece);
            }
        });

        pieces(cached, ChatRequest.of("q"));
        assertThat(seen).containsExactly(new Piece.Text("x"));
        pieces(cached, ChatRequest.of("q"));
        assertThat(seen).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting");
        }
    }

    /** Says the first half, and waits until it is opened. */
    private static final class Gate implements ChatModel {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public ChatResponse invoke(ChatRequest request, Run run) {
            calls.incrementAndGet();
            run.emit(new Piece.Text("do"));
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw CancelledException.interrupted("waiting");
            }
            run.emit(new Piece.Text("ne"));
            return ChatResponse.of("done");
        }
    }
}
