package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.model.FinishReason;
import java.util.function.Consumer;

/** One answer so far. */
class Choice {

    private final Consumer<Piece> receiver;
    private final StringBuilder text = new StringBuilder();
    private String finish = "";

    Choice(Consumer<Piece> receiver) {
        this.receiver = receiver;
    }

    /** Takes what a chunk brings. */
    void accept(JsonNode part) {
        append(text(part, "text"));
        finish(part);
    }

    final void finish(JsonNode part) {
        finish = or(text(part, "finish_reason"), finish);
    }

    final boolean finished() {
        return !finish.isEmpty();
    }

    final String text() {
        return text.toString();
    }

    /** Adds to the text, and hands it on. */
    final void append(String more) {
        if (!more.isEmpty()) {
            text.append(more);
            emit(new Piece.Text(more));
        }
    }

    final void emit(Piece piece) {
        receiver.accept(piece);
    }

    FinishReason finishReason() {
        return switch (finish) {
            case "stop" -> FinishReason.STOP;
            // The second is Mistral's, for the model's context.
            case "length", "model_length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            // The second is Zhipu's.
            case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    /** A field's text; empty where it is missing, null or no text. */
    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
