package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a reply together from chunks, of which a reply that comes whole is one. */
final class GeminiAssembler implements Assembler<ChatResponse> {

    private final Reply reply;
    private final Run run;
    private final int expected;
    private final Map<Integer, Candidate> candidates = new TreeMap<>();
    private String model = "";
    private TokenUsage usage = TokenUsage.UNKNOWN;

    GeminiAssembler(Reply reply, Run run, int expected) {
        this.reply = reply;
        this.run = run;
        this.expected = expected;
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode chunk = reply.object(event);
        blocked(chunk.path("promptFeedback"));
        for (JsonNode candidate : chunk.path("candidates")) {
            candidate(candidate.path("index").asInt()).accept(candidate);
        }
        model = chunk.path("modelVersion").asText(model);
        figures(chunk.path("usageMetadata"));
        long finished = candidates.values().stream().filter(Candidate::finished).count();
        return finished < expected ? Progress.MORE : Progress.ENOUGH;
    }

    private static void blocked(JsonNode feedback) {
        String reason = feedback.path("blockReason").asText("");
        if (!reason.isEmpty()) {
            throw new ModelException(
                    "Gemini blocked the prompt (" + reason
                            + "); word it otherwise, or set safetySettings as an extra parameter",
                    new Details(200, false, null, null, reason),
                    null);
        }
    }

    private Candidate candidate(int index) {
        return candidates.computeIfAbsent(index, number -> new Candidate(number == 0 ? this::emit : piece -> {}));
    }

    private void emit(Piece piece) {
        if (run.wantsPieces()) {
            run.emit(piece);
        }
    }

    /** Each chunk has the figures so far; thoughts are counted apart from the answer. */
    private void figures(JsonNode said) {
        if (said.isObject()) {
            int thought = said.path("thoughtsTokenCount").asInt();
            usage = new TokenUsage(
                    said.path("promptTokenCount").asInt()
                            + said.path("toolUsePromptTokenCount").asInt(),
                    said.path("candidatesTokenCount").asInt() + thought,
                    said.path("cachedContentTokenCount").asInt(),
                    thought);
        }
    }

    @Override
    public ChatResponse result() {
        if (candidates.isEmpty()) {
            throw reply.invalid("sent a reply without candidates");
        }
        List<ChatResponse> others = candidates.values().stream()
                .skip(1)
                .map(other -> other.response(TokenUsage.UNKNOWN, model, List.of()))
                .toList();
        return first().response(usage, model, others);
    }

    private Candidate first() {
        return candidates.values().iterator().next();
    }

    @Override
    public String partialText() {
        return candidates.isEmpty() ? "" : first().text();
    }
}
