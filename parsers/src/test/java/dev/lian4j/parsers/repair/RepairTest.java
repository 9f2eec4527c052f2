package dev.lian4j.parsers.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.parsers.JsonOutputParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairTest {

    record Answer(String text) {}

    private static final JsonOutputParser<Answer> PARSER = JsonOutputParser.of(Answer.class);
    private static final Answer ANSWER = new Answer("好");
    private static final String GOOD = "{\"text\": \"好\"}";
    private static final String BAD = "{\"txt\": \"好\"}";

    private final List<ChatRequest> asked = new ArrayList<>();

    /** A model with these answers, one after another. */
    private ChatModel model(String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        return (request, run) -> {
            asked.add(request);
            String answer = left.remove();
            run.emit(new Piece.Text(answer));
            return ChatResponse.of(answer);
        };
    }

    @Test
    void aGoodReplyNeedsNoModel() {
        OutputFixingParser<Answer> parser = OutputFixingParser.of(PARSER, model());
        assertThat(parser.parse(GOOD)).isEqualTo(ANSWER);
        assertThat(asked).isEmpty();
        assertThat(parser.formatInstructions()).isEqualTo(PARSER.formatInstructions());
    }

    @Test
    void theModelIsToldFormReplyAndError() {
        assertThat(OutputFixingParser.of(PARSER, model(GOOD)).parse(BAD)).isEqualTo(ANSWER);
        assertThat(asked)
                .singleElement()
                .satisfies(request -> assertThat(request.text())
                        .contains(PARSER.formatInstructions(), BAD, "'text' is missing", "Keep what it says"));
    }

    @Test
    void theModelIsAskedInChineseToo() {
        assertThat(OutputFixingParser.of(PARSER.inChinese(), model(GOOD))
                        .inChinese()
                        .parse(BAD))
                .isEqualTo(ANSWER);
        assertThat(asked.get(0).text()).contains("请重写", "符合下面", BAD).doesNotContain("instructions");
    }

    @Test
    void triesAreCounted() {
        String other = "still {not} JSON";
        assertThat(OutputFixingParser.of(PARSER, model(other, GOOD))
                        .maxRetries(2)
                        .parse(BAD))
                .isEqualTo(ANSWER);
        assertThat(asked.get(1).text()).contains(other).doesNotContain(BAD);
        assertThatThrownBy(() -> OutputFixingParser.of(PARSER, model(other)).parse(BAD))
                .isInstanceOfSatisfying(OutputParserException.class, e -> {
                    assertThat(e.output()).isEqualTo(other);
                    assertThat(e.getSuppressed())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    OutputParserException.class,
                                    first -> assertThat(first.output()).isEqualTo(BAD));
                });
        assertThatThrownBy(() -> OutputFixingParser.of(PARSER, model()).maxRetries(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theModelsOwnErrorIsThrownWithTheParsersInIt() {
        ChatModel broken = (request, run) -> {
            throw new LianException("model is down");
        };
        assertThatThrownBy(() -> OutputFixingParser.of(PARSER, broken).parse(BAD))
                .isInstanceOf(LianException.class)
                .hasMessage("model is down")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("'text' is missing"));
    }

    @Test
    void piecesAreThoseOfTheFirstReply() {
        List<Piece> pieces = new ArrayList<>();
        Chain<ChatRequest, Answer> fixing = model(BAD).then(OutputFixingParser.of(PARSER, model(GOOD)));
        assertThat(fixing.invoke(ChatRequest.of("?"), pieces::add)).isEqualTo(ANSWER);
        RetryParser<Answer> retrying = RetryParser.of(PARSER, model(BAD, GOOD));
        assertThat(retrying.invoke(ChatRequest.of("?"), pieces::add)).isEqualTo(ANSWER);
        assertThat(retrying.streams()).isTrue();
        assertThat(pieces).containsExactly(new Piece.Text(BAD), new Piece.Text(BAD));
    }

    @Test
    void aRetryIsAskedWithTheConversation() {
        ChatRequest request = ChatRequest.of(Message.system("简短"), Message.user("你好吗？"))
                .with(ChatParameters.builder().temperature(0.5).build());
        assertThat(RetryParser.of(PARSER, model(BAD, GOOD)).invoke(request)).isEqualTo(ANSWER);
        ChatRequest again = asked.get(1);
        assertThat(again.parameters()).isEqualTo(request.parameters());
        assertThat(again.messages()).startsWith(Message.system("简短"), Message.user("你好吗？"), Message.ai(BAD));
        assertThat(again.messages().get(3).text()).contains("in full").doesNotContain("missing");
    }

    @Test
    void aRetryMayTellTheError() {
        ChatRequest request = ChatRequest.of("你好吗？");
        assertThat(RetryWithErrorOutputParser.of(PARSER, model("", BAD, GOOD))
                        .maxRetries(2)
                        .inChinese()
                        .invoke(request))
                .isEqualTo(ANSWER);
        // an empty reply is no message
        assertThat(asked.get(1).messages()).hasSize(2);
        assertThat(asked.get(1).messages().get(1).text()).contains("原因：The output is empty");
        assertThat(asked.get(2).messages()).hasSize(3);
        assertThat(asked.get(2).messages().get(2).text()).contains("'text' is missing");
    }

    @Test
    void aReplyThatIsThereIsParsedWithItsPrompt() {
        ChatRequest request = ChatRequest.of("你好吗？");
        assertThat(RetryParser.of(PARSER, model()).parseWithPrompt(GOOD, request))
                .isEqualTo(ANSWER);
        assertThat(asked).isEmpty();
        assertThat(RetryWithErrorOutputParser.of(PARSER, model(GOOD)).parseWithPrompt(BAD, request))
                .isEqualTo(ANSWER);
        assertThat(asked).hasSize(1);
        assertThatThrownBy(() -> RetryParser.of(PARSER, model(BAD)).inChinese().parseWithPrompt("", request))
                .isInstanceOf(OutputParserException.class);
    }

    @Test
    void anyChainOfTextsMends() {
        Chain<ChatRequest, TextResult> echo = Chain.of(request -> TextResult.of(GOOD));
        assertThat(OutputFixingParser.of(PARSER, echo).parse("?")).isEqualTo(ANSWER);
    }
}
