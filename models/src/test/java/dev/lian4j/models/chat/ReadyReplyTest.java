package dev.lian4j.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReadyReplyTest {

    private static String joined(ChatResponse reply) {
        return ReadyReply.pieces(reply).stream()
                .map(piece -> ((Piece.Text) piece).text())
                .collect(Collectors.joining());
    }

    @Property(tries = 200)
    void thePiecesJoinedAreTheText(@ForAll String text) {
        assertThat(joined(ChatResponse.of(text))).isEqualTo(text);
    }

    @Test
    void noPieceHalvesACharacter() {
        List<Piece> pieces = ReadyReply.pieces(ChatResponse.of("a" + "👋".repeat(40)));

        assertThat(pieces).hasSizeGreaterThan(3).allSatisfy(piece -> {
            String text = ((Piece.Text) piece).text();
            assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1)))
                    .isFalse();
        });
    }

    @Test
    void reasoningComesFirstAndToolCallsLast() {
        AiMessage message = new AiMessage("答", List.of(new ToolCall("1", "f", "{}")), "想");

        assertThat(ReadyReply.pieces(new ChatResponse(message, FinishReason.TOOL_CALLS, TokenUsage.UNKNOWN, "")))
                .containsExactly(
                        new Piece.Reasoning("想"), new Piece.Text("答"), new Piece.ToolCallDelta(0, "1", "f", "{}"));
    }
}
