package dev.lian4j.models.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FakeModelsTest {

    private static List<Piece> pieces(ChatModel model, String question) {
        List<Piece> pieces = new ArrayList<>();
        model.invoke(ChatRequest.of(question), pieces::add);
        return pieces;
    }

    @Test
    void fixedAnswersComeInTurnAndBeginAgain() {
        FakeChatModel model = FakeChatModel.of("一", "二");

        assertThat(List.of(model.predict("a"), model.predict("b"), model.predict("c")))
                .containsExactly("一", "二", "一");
        assertThat(model.requests()).extracting(ChatRequest::text).containsExactly("a", "b", "c");
        assertThatThrownBy(FakeChatModel::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFunctionMayAnswer() {
        assertThat(FakeChatModel.answering(request -> ChatResponse.of(request.text() + "？"))
                        .predict("真的"))
                .isEqualTo("真的？");
    }

    @Test
    void manyThreadsGetEachAnswerOnce() {
        FakeChatModel model = FakeChatModel.of("0", "1", "2", "3");

        List<ChatResponse> replies = model.batch(Collections.nCopies(400, ChatRequest.of("q")), 8);

        assertThat(replies.stream().collect(Collectors.groupingBy(ChatResponse::text, Collectors.counting())))
                .hasSize(4)
                .containsEntry("3", 100L);
    }

    @Test
    void aBatchOverAModelKeepsTheOrderOfItsRequests() {
        ChatModel echo = FakeChatModel.answering(request -> ChatResponse.of(request.text()));
        List<ChatRequest> requests = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> ChatRequest.of("问" + i))
                .toList();

        assertThat(echo.batch(requests, 4))
                .extracting(ChatResponse::text)
                .containsExactlyElementsOf(
                        requests.stream().map(ChatRequest::text).toList());
    }

    @Test
    void aScriptIsPlayedInOrder() {
        ScriptedChatModel model = ScriptedChatModel.script()
                .expectText("天气")
                .callTool("weather", "{\"city\":\"北京\"}")
                .expect("a tool's result", request -> request.messages().size() == 1)
                .stream("晴", "天")
                .expectAny()
                .fail(() -> new ModelException("down"))
                .build();

        assertThat(model.invoke(ChatRequest.of("天气怎么样")).message().toolCalls())
                .containsExactly(new ToolCall("call-1", "weather", "{\"city\":\"北京\"}"));
        assertThat(pieces(model, "x")).containsExactly(new Piece.Text("晴"), new Piece.Text("天"));
        assertThatThrownBy(() -> model.predict("x")).hasMessage("down");
        model.verify();
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void aCallThatIsNotAsExpectedIsTold() {
        ScriptedChatModel model =
                ScriptedChatModel.script().expectText("天气").answer("x").build();

        assertThatThrownBy(() -> model.predict("股票"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Call 1 is not as expected (a text with '天气'). It asked: 股票");
    }

    @Test
    void aCallTooManyIsToldAndNoFallbackHidesIt() {
        ScriptedChatModel model = ScriptedChatModel.script().build();

        assertThatThrownBy(() -> model.withRetry(Retry.of(3))
                        .withFallback(error -> true, FakeChatModel.of("hidden"))
                        .predict("q"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Unexpected call 1: the script has 0. It asked: q");
        assertThatThrownBy(model::verify).hasMessageContaining("1 were made");
    }

    @Test
    void aCallTooFewIsTold() {
        ScriptedChatModel model = ScriptedChatModel.script()
                .expectAny()
                .answer("x")
                .expectText("天气")
                .answer("y")
                .build();
        model.predict("q");

        assertThatThrownBy(model::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 were made; next would be: a text with '天气'");
    }

    @Test
    void afterAPieceHasLeftNoSecondModelIsAsked() {
        FakeChatModel second = FakeChatModel.of("second");
        Details details = Details.TRANSIENT;
        ChatModel both = ScriptedChatModel.script()
                .expectAny()
                .streamThenFail(() -> new StreamTruncatedException("cut", "半", details, null), "半")
                .expectAny()
                .fail(() -> new ModelException("down", details, null))
                .build()
                .withFallback(second);

        List<Piece> pieces = new ArrayList<>();
        assertThatThrownBy(() -> both.invoke(ChatRequest.of("q"), pieces::add))
                .isInstanceOf(StreamTruncatedException.class);
        assertThat(pieces).containsExactly(new Piece.Text("半"));
        assertThat(second.requests()).isEmpty();
        assertThat(pieces(both, "q")).containsExactly(new Piece.Text("second"));
    }

    @Test
    void fakeVectorsDependOnTheTextOnly() {
        FakeEmbeddings model = FakeEmbeddings.of(16);
        List<float[]> vectors = model.embedDocuments(List.of("猫", "狗", "猫"));

        assertThat(vectors.get(0)).hasSize(16).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
        assertThat(model.embedQuery("猫")).isEqualTo(vectors.get(0));
        assertThat(FakeEmbeddings.of(2).embedQuery("猫")).containsExactly(0.73954743f, 0.67310447f);
        double length = 0;
        for (float value : vectors.get(0)) {
            length += value * value;
        }
        assertThat(length).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    }
}
