package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every memory keeps to, in a conversation short enough to be told whole. */
abstract class MemoryContract {

    /** An empty memory that tells at least the last 100 turns. */
    abstract Memory memory();

    /** Answers each question with {@code 答:} and the question, after saying how many messages it was told. */
    private static Chain<Turn, ChatResponse> echo() {
        ChatModel model = (request, run) -> {
            String question =
                    request.messages().get(request.messages().size() - 1).text();
            run.emit(new Piece.Text("答:"));
            run.emit(new Piece.Text(question));
            return ChatResponse.of("答:" + question);
        };
        return Chain.of(MemoryContract::told).then(model);
    }

    private static ChatRequest told(Turn turn) {
        List<Message> messages = new ArrayList<>(turn.history());
        messages.add(Message.user(turn.input()));
        return ChatRequest.of(messages.toArray(Message[]::new));
    }

    @Test
    void tellsAConversationAsLangChainDoes() {
        Memory memory = memory();
        memory.saveContext(Map.of("input", "你好啊"), Map.of("output", "你也好啊"));
        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("history", "Human: 你好啊\nAI: 你也好啊"));
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(memory().messages()).isEmpty();
        assertThat(memory().loadMemoryVariables()).isEqualTo(Map.of("history", ""));
    }

    @Test
    void aChainIsToldWhatWasSaidBefore() {
        Memory memory = memory();
        List<List<Message>> told = new ArrayList<>();
        Chain<String, TextResult> chain = memory.around(Chain.of(turn -> {
            told.add(turn.history());
            return TextResult.of("答" + turn.input());
        }));
        chain.invoke("一");
        chain.invoke("二");
        assertThat(told).containsExactly(List.of(), List.of(Message.user("一"), Message.ai("答一")));
        assertThat(memory.messages())
                .containsExactly(Message.user("一"), Message.ai("答一"), Message.user("二"), Message.ai("答二"));
    }

    @Test
    void keepsToolCallsWithTheirResults() {
        Memory memory = memory();
        List<Message> turn = List.of(
                Message.user("2+2?"),
                new AiMessage("", List.of(new ToolCall("1", "sum", "{}")), ""),
                new ToolMessage("1", "4"),
                Message.ai("4"));
        memory.save(turn);
        assertThat(memory.messages()).isEqualTo(turn);
    }

    @Test
    void aFailedTurnIsForgotten() {
        Memory memory = memory();
        memory.around(echo()).invoke("一");
        List<Message> before = memory.messages();
        Chain<String, ChatResponse> failing = memory.around((turn, run) -> {
            run.emit(new Piece.Text("half an ans"));
            throw new IllegalStateException("cut");
        });
        assertThatThrownBy(() -> failing.invoke("二")).hasMessage("cut");
        try (Streamed<ChatResponse> stream = failing.stream("三")) {
            assertThatThrownBy(() -> stream.text().forEach(text -> {})).hasMessage("cut");
        }
        assertThatThrownBy(() -> failing.invokeAsync("四").get()).isInstanceOf(ExecutionException.class);
        assertThat(memory.messages()).isEqualTo(before);
        memory.around(echo()).invoke("五");
        assertThat(memory.messages()).hasSize(4).endsWith(Message.user("五"), Message.ai("答:五"));
    }

    @Test
    void aStreamReadToItsEndIsRemembered() {
        Memory memory = memory();
        try (Streamed<ChatResponse> stream = memory.around(echo()).stream("一")) {
            assertThat(stream.text()).containsExactly("答:", "一");
            assertThat(stream.result().text()).isEqualTo("答:一");
        }
        assertThat(memory.messages()).containsExactly(Message.user("一"), Message.ai("答:一"));
    }

    @Test
    void aStreamClosedEarlyIsForgotten() throws InterruptedException {
        Memory memory = memory();
        CountDownLatch ended = new CountDownLatch(1);
        Chain<Turn, ChatResponse> endless = (turn, run) -> {
            while (true) {
                run.emit(new Piece.Text("又"));
            }
        };
        try (Streamed<ChatResponse> stream = memory.around(endless).with(counting(ended)).stream("一")) {
            assertThat(stream.text().findFirst()).contains("又");
        }
        ended.await();
        assertThat(memory.messages()).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterTheStreamWasClosedIsForgotten() throws InterruptedException {
        Memory memory = memory();
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Chain<Turn, ChatResponse> stubborn = (turn, run) -> {
            run.emit(new Piece.Text("a"));
            awaitQuietly(closed);
            return ChatResponse.of("an answer that came too late");
        };
        try (Streamed<ChatResponse> stream = memory.around(stubborn).with(counting(ended)).stream("一")) {
            assertThat(stream.text().findFirst()).contains("a");
        }
        closed.countDown();
        ended.await();
        assertThat(memory.messages()).isEmpty();
    }

    /** Tells when the turn, its saving included, is over. */
    private static Interceptor<String, ChatResponse> counting(CountDownLatch ended) {
        return (input, run, next) -> {
            try {
                return run.call(next, input);
            } finally {
                ended.countDown();
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // the point of this chain: it does not stop when told to
            }
        }
    }

    @Test
    void turnsOfManyThreadsAreNeitherLostNorMixed() {
        Memory memory = memory();
        List<String> questions = IntStream.range(0, 100).mapToObj(i -> "问" + i).toList();
        memory.around(echo()).batch(questions, 8);
        List<Message> messages = memory.messages();
        assertThat(messages).hasSize(200);
        assertThat(messages).filteredOn(Message.user("问7")::equals).hasSize(1);
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i + 1))
                    .isEqualTo(Message.ai("答:" + messages.get(i).text()));
        }
    }

    @Test
    void conversationsAreApart() {
        Memory mine = memory();
        Memory yours = memory();
        mine.around(echo()).invoke("secret");
        assertThat(yours.messages()).isEmpty();
    }

    @Test
    void forgets() {
        Memory memory = memory();
        memory.around(echo()).invoke("一");
        memory.clear();
        assertThat(memory.messages()).isEmpty();
    }
}
