package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;

/**
 * What replies of chat and completions have in common: chunks with choices, of which only the first choice counts, and
 * figures. A reply that comes whole is read as a single chunk.
 */
abstract class ReplyAssembler<R> implements Assembler<R> {

    private final Reply reply;
    private final Run run;
    private final StringBuilder text = new StringBuilder();
    private boolean anyChoice;
    private String finish = "";
    private String model = "";
    private TokenUsage usage = TokenUsage.UNKNOWN;

    ReplyAssembler(Reply reply, Run run) {
        this.reply = reply;
        this.run = run;
    }

    /** Takes what a choice of a chunk brings. */
    abstract void choice(JsonNode choice);

    /** The whole reply. */
    abstract R build();

    @Override
    public final Progress accept(SseEvent event) {
        if (event.data().strip().equals("[DONE]")) {
            return Progress.DONE;
        }
        JsonNode chunk = reply.object(event);
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                anyChoice = true;
                choice(choice);
                finish = or(text(choice, "finish_reason"), finish);
            }
        }
        model = or(text(chunk, "model"), model);
        usage(chunk.path("usage"));
        return finish.isEmpty() ? Progress.MORE : Progress.ENOUGH;
    }

    private void usage(JsonNode said) {
        if (said.isObject()) {
            usage = new TokenUsage(
                    said.path("prompt_tokens").asInt(0),
                    said.path("completion_tokens").asInt(0));
        }
    }

    @Override
    public final R result() {
        if (!anyChoice) {
            throw reply.invalid("sent a reply without choices");
        }
        return build();
    }

    @Override
    public final String partialText() {
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
        if (run.wantsPieces()) {
            run.emit(piece);
        }
    }

    final FinishReason finishReason() {
        return switch (finish) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    final TokenUsage usage() {
        return usage;
    }

    final String model() {
        return model;
    }

    /** A field's text; empty where it is missing, null or no text. */
    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
