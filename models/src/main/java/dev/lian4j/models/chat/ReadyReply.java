package dev.lian4j.models.chat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;

/** A whole reply, handed on in pieces as a model would. Thread safe. */
public final class ReadyReply {

    private static final int PIECE = 16;

    private ReadyReply() {}

    /**
     * Emits the reply where pieces are wanted, and gives it back.
     *
     * @throws dev.lian4j.core.error.CancelledException if the run is cancelled
     */
    public static ChatResponse emit(ChatResponse reply, Run run) {
        if (run.wantsPieces()) {
            pieces(reply).forEach(run::emit);
        }
        run.checkCancelled();
        return reply;
    }

    /** The reply's reasoning, text and tool calls in pieces of at most {@value #PIECE} characters; none halves one. */
    public static List<Piece> pieces(ChatResponse reply) {
        AiMessage message = reply.message();
        List<Piece> pieces = new ArrayList<>();
        parts(message.reasoning()).forEach(part -> pieces.add(new Piece.Reasoning(part)));
        parts(message.text()).forEach(part -> pieces.add(new Piece.Text(part)));
        for (int i = 0; i < message.toolCalls().size(); i++) {
            ToolCall call = message.toolCalls().get(i);
            pieces.add(new Piece.ToolCallDelta(i, call.id(), call.name(), call.arguments()));
        }
        return pieces;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + PIECE, text.length());
            boolean halves = end < text.length()
                    && Character.isHighSurrogate(text.charAt(end - 1))
                    && Character.isLowSurrogate(text.charAt(end));
            end -= halves ? 1 : 0;
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }
}
