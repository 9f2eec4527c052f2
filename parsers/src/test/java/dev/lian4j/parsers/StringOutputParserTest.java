package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import org.junit.jupiter.api.Test;

class StringOutputParserTest {

    @Test
    void givesTheTextAsItIs() {
        assertThat(StringOutputParser.create().parse(" 你好\n")).isEqualTo(" 你好\n");
        assertThat(StringOutputParser.create().formatInstructions()).isEmpty();
    }

    @Test
    void piecesOfTheModelPassIt() {
        ChatModel model = (request, run) -> {
            run.emit(new Piece.Text("你"));
            run.emit(new Piece.Text("好"));
            return ChatResponse.of("你好");
        };
        Chain<String, String> chain =
                Chain.<String, ChatRequest>of(ChatRequest::of).then(model).then(StringOutputParser.create());
        try (Streamed<String> stream = chain.stream("?")) {
            assertThat(stream.text()).containsExactly("你", "好");
            assertThat(stream.result()).isEqualTo("你好");
        }
    }
}
