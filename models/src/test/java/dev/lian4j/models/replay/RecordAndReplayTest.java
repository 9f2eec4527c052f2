package dev.lian4j.models.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.chat.ChatDomain;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.testing.ScriptedChatModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordAndReplayTest {

    @TempDir
    Path folder;

    private Path cassette;

    @BeforeEach
    void name() {
        cassette = folder.resolve("sub/磁带.jsonl");
    }

    private static List<Piece> pieces(ChatModel model, ChatRequest request) {
        List<Piece> pieces = new ArrayList<>();
        model.invoke(request, pieces::add);
        return pieces;
    }

    @Test
    void aRecordedCallIsPlayedAgain() {
        ChatResponse reply = new ChatResponse(
                new AiMessage("晴👋", List.of(new ToolCall("1", "weather", "{\"city\":\"北京\"}")), "想"),
                FinishReason.TOOL_CALLS,
                new TokenUsage(3, 4, 1, 2),
                "m-1");
        ChatRequest request = ChatRequest.of(
                        Message.system("s"),
                        UserMessage.of(new Content.Text("看"), Content.Image.of(new byte[] {1, 2}, "image/png")))
                .with(ChatParameters.builder()
                        .temperature(0.7)
                        .extra("exact", new BigDecimal("1.10"))
                        .build());
        FakeChatModel.of(List.of(reply)).with(Recorder.to(cassette)).invoke(request);

        assertThat(Replayer.of(cassette).invoke(request)).isEqualTo(reply);
    }

    @Test
    void piecesComeAsTheyCameThen() {
        ChatModel recorded = ScriptedChatModel.script().expectAny().stream("一", "二三", "", "四")
                .build()
                .with(Recorder.to(cassette));
        List<Piece> then = pieces(recorded, ChatRequest.of("q"));

        assertThat(pieces(Replayer.of(cassette), ChatRequest.of("q")))
                .hasSize(4)
                .isEqualTo(then);
        assertThat(Replayer.of(cassette).predict("q")).isEqualTo("一二三四");
    }

    @Test
    void aCallRecordedWholeCanBeStreamedToo() {
        FakeChatModel.of("whole").with(Recorder.to(cassette)).predict("q");

        assertThat(pieces(Replayer.of(cassette), ChatRequest.of("q"))).containsExactly(new Piece.Text("whole"));
    }

    @Test
    void equalRequestsGetTheirAnswersInOrderAndTheLastStays() {
        ChatModel recorded = FakeChatModel.of("1", "2", "3").with(Recorder.to(cassette));
        recorded.predict("q");
        recorded.predict("other");
        recorded.predict("q");

        Replayer replayer = Replayer.of(cassette);
        assertThat(List.of(replayer.predict("q"), replayer.predict("q"), replayer.predict("q")))
                .containsExactly("1", "3", "3");
    }

    @Test
    void errorsAreThrownAgain() {
        Details details = new Details(429, true, Duration.ofMillis(1500), "req-1", "slow_down");
        List<ModelException> errors = List.of(
                new ModelException("one", details, null),
                new AuthenticationException("two", details, null),
                new ContextLengthExceededException("three", details, null),
                new InvalidResponseException("four", details, null),
                new ModelConnectionException("five", details, null),
                new ModelTimeoutException("six", details, null),
                new RateLimitedException("seven", details, null),
                new StreamTruncatedException("eight", "半句", details, null));
        ScriptedChatModel.Builder script = ScriptedChatModel.script();
        errors.forEach(error -> script.expectAny().streamThenFail(() -> error, "半"));
        ChatModel recorded = script.build().with(Recorder.to(cassette));
        errors.forEach(error -> assertThatThrownBy(() -> pieces(recorded, ChatRequest.of(error.getMessage())))
                .isSameAs(error));

        Replayer replayer = Replayer.of(cassette);
        assertThat(errors)
                .allSatisfy(error -> assertThatThrownBy(() -> replayer.predict(error.getMessage()))
                        .hasSameClassAs(error)
                        .usingRecursiveComparison()
                        .ignoringFields("stackTrace", "suppressedExceptions")
                        .isEqualTo(error));
    }

    @Test
    void aRequestThatIsNotThereIsComparedWithTheNearest() {
        ChatModel recorded = FakeChatModel.of("x").with(Recorder.to(cassette));
        recorded.predict("something else");
        recorded.invoke(ChatRequest.of("北京的天气怎么样")
                .with(ChatParameters.builder().temperature(0.5).build()));
        recorded.predict("one more");

        assertThatThrownBy(() -> Replayer.of(cassette)
                        .invoke(ChatRequest.of("北京的空气怎么样")
                                .with(ChatParameters.builder().temperature(0.5).build())))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("/messages/0/text is '北京的天气怎么样' instead of '北京的空气怎么样'");
        assertThatThrownBy(() -> Replayer.of(cassette).predict("北京的天气怎么样"))
                .hasMessageContaining("/parameters/temperature is 0.5 instead of nothing");
    }

    @Test
    void keysAreNotInTheCassetteAndItStillPlays() throws IOException {
        String key = "sk-CANARY0123456789abcdef";
        ChatRequest request = ChatRequest.of("use " + key);
        ChatModel recorded = ScriptedChatModel.script().expectAny().stream("sk-CANARY01", "23456789abcdef is yours")
                .expectAny()
                .fail(() -> new ModelException("bad key " + key))
                .build()
                .with(Recorder.to(cassette));
        pieces(recorded, request);
        assertThatThrownBy(() -> recorded.invoke(request)).isInstanceOf(ModelException.class);

        assertThat(Files.readString(cassette)).doesNotContain("CANARY");
        Replayer replayer = Replayer.of(cassette);
        assertThat(replayer.invoke(request).text()).isEqualTo("[key removed] is yours");
        assertThatThrownBy(() -> replayer.invoke(request)).hasMessage("bad key [key removed]");
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    @Domain(ChatDomain.class)
    void anyRequestIsFoundAgain(@ForAll ChatRequest request) throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "cassette", ".jsonl");
        try {
            FakeChatModel.of("x").with(Recorder.to(file)).invoke(request);
            assertThat(Replayer.of(file).invoke(request).text()).isEqualTo("x");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aDamagedCassetteIsAnErrorThatSaysWhere() throws IOException {
        Recorder recorder = Recorder.to(cassette);
        FakeChatModel.of("x").with(recorder).predict("q");
        Files.writeString(cassette, Files.readString(cassette) + "{\"request\":{}}\n");

        assertThatThrownBy(() -> Replayer.of(cassette))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("磁带.jsonl, line 2");
        assertThatThrownBy(() -> Replayer.of(folder.resolve("none.jsonl"))).isInstanceOf(StoreException.class);
    }

    @Test
    void aListenerSeesEachPieceOnceWhileRecording() {
        List<Piece> seen = new ArrayList<>();
        ChatModel recorded = FakeChatModel.of("x")
                .with(Recorder.to(cassette))
                .withListener(new dev.lian4j.core.RunListener() {
                    @Override
                    public void onPiece(dev.lian4j.core.Step step, Piece piece) {
                        seen.add(piece);
                    }
                });

        assertThat(pieces(recorded, ChatRequest.of("q"))).isEqualTo(seen).hasSize(1);
    }
}
