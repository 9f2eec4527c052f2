package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.ArrayList;
import java.util.List;

/** What replies of chat and of continuations have in common: lines, of which the last says so and has the figures. */
abstract class OllamaAssembler<R> implements Assembler<R> {

    private final Reply reply;
    private final Run run;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private boolean any;
    private String model = "";
    private String doneReason = "";
    private TokenUsage usage = TokenUsage.UNKNOWN;

    OllamaAssembler(Reply reply, Run run) {
        this.reply = reply;
        this.run = run;
    }

    /** Takes what a line brings; whether it is a line of the reply at all. */
    abstract boolean line(JsonNode line);

    /** The whole reply. */
    abstract R build();

    @Override
    public final Progress accept(SseEvent event) {
        JsonNode line = reply.object(event);
        any |= line(line);
        line.path("logprobs").forEach(token -> logprobs.add(logprob(token)));
        model = line.path("model").asText(model);
        if (!line.path("done").asBoolean()) {
            return Progress.MORE;
        }
        doneReason = line.path("done_reason").asText("stop");
        usage = new TokenUsage(
                line.path("prompt_eval_count").asInt(), line.path("eval_count").asInt());
        return Progress.DONE;
    }

    private static TokenLogprob logprob(JsonNode token) {
        List<TokenLogprob> top = new ArrayList<>();
        token.path("top_logprobs").forEach(other -> top.add(logprob(other)));
        return new TokenLogprob(
                token.path("token").asText(), token.path("logprob").asDouble(), top);
    }

    @Override
    public final R result() {
        if (!any) {
            throw reply.invalid("sent a reply without an answer");
        }
        return build();
    }

    @Override
    public final String partialText() {
        return text.toString();
    }

    final void append(String more) {
        if (!more.isEmpty()) {
            text.append(more);
            emit(new Piece.Text(more));
        }
    }

    final void think(String more) {
        if (!more.isEmpty()) {
            reasoning.append(more);
            emit(new Piece.Reasoning(more));
        }
    }

    /** Calls come whole, from older servers without ids. */
    final void call(JsonNode call) {
        JsonNode function = call.path("function");
        JsonNode given = function.path("arguments");
        String id = call.path("id").asText("");
        String name = function.path("name").asText();
        String arguments = given.isTextual() ? given.textValue() : given.isObject() ? given.toString() : "{}";
        ToolCall whole = new ToolCall(id.isEmpty() ? "call_" + calls.size() : id, name, arguments);
        emit(new Piece.ToolCallDelta(calls.size(), whole.id(), name, arguments));
        calls.add(whole);
    }

    private void emit(Piece piece) {
        if (run.wantsPieces()) {
            run.emit(piece);
        }
    }

    final FinishReason finishReason() {
        if (doneReason.equals("length")) {
            return FinishReason.LENGTH;
        }
        if (!calls.isEmpty()) {
            return FinishReason.TOOL_CALLS;
        }
        return doneReason.equals("stop") ? FinishReason.STOP : FinishReason.OTHER;
    }

    final String reasoning() {
        return reasoning.toString();
    }

    final List<ToolCall> calls() {
        return calls;
    }

    final List<TokenLogprob> logprobs() {
        return logprobs;
    }

    final String model() {
        return model;
    }

    final TokenUsage usage() {
        return usage;
    }
}
