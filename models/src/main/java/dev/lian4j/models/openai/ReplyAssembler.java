package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What replies of chat and completions have in common: chunks with choices, and figures. A reply that comes whole is
 * read as a single chunk. Only the first choice is handed on in pieces.
 */
abstract class ReplyAssembler<C extends Choice, R> implements Assembler<R> {

    private final Reply reply;
    private final Run run;
    private final int expected;
    private final Function<Consumer<Piece>, C> newChoice;
    private final Map<Integer, C> choices = new TreeMap<>();
    private String model = "";
    private TokenUsage usage = TokenUsage.UNKNOWN;

    ReplyAssembler(Reply reply, Run run, int expected, Function<Consumer<Piece>, C> newChoice) {
        this.reply = reply;
        this.run = run;
        this.expected = expected;
        this.newChoice = newChoice;
    }

    /** The whole reply; there is at least one choice, in their order. */
    abstract R build(List<C> answers, TokenUsage used, String by);

    @Override
    public final Progress accept(SseEvent event) {
        if (isEnd(event.data())) {
            return Progress.DONE;
        }
        JsonNode chunk = reply.object(event);
        figures(chunk.path("usage"));
        for (JsonNode part : chunk.path("choices")) {
            choice(part.path("index").asInt(0)).accept(part);
            // Moonshot's place for it.
            figures(part.path("usage"));
        }
        // Groq's.
        figures(chunk.path("x_groq").path("usage"));
        model = Choice.or(Choice.text(chunk, "model"), model);
        return finished() < expected ? Progress.MORE : Progress.ENOUGH;
    }

    private int finished() {
        int finished = 0;
        for (C choice : choices.values()) {
            finished += choice.finished() ? 1 : 0;
        }
        return finished;
    }

    private static boolean isEnd(String data) {
        return data.length() < 16 && data.strip().equals("[DONE]");
    }

    private C choice(int index) {
        return choices.computeIfAbsent(index, number -> newChoice.apply(number == 0 ? this::emit : piece -> {}));
    }

    private void figures(JsonNode said) {
        if (said.isObject()) {
            usage = Usage.of(said);
        }
    }

    @Override
    public final R result() {
        if (choices.isEmpty()) {
            throw reply.invalid("sent a reply without choices");
        }
        return build(new ArrayList<>(choices.values()), usage, model);
    }

    @Override
    public final String partialText() {
        return choices.isEmpty() ? "" : choices.values().iterator().next().text();
    }

    private void emit(Piece piece) {
        if (run.wantsPieces()) {
            run.emit(piece);
        }
    }
}
