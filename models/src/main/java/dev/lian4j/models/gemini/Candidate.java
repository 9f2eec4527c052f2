package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One answer so far. */
final class Candidate {

    private static final Set<String> FILTERED = Set.of(
            "SAFETY",
            "RECITATION",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    private final Consumer<Piece> receiver;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final SaidParts parts = new SaidParts();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private String finish = "";

    Candidate(Consumer<Piece> receiver) {
        this.receiver = receiver;
    }

    /** Takes what a chunk brings. */
    void accept(JsonNode chunk) {
        chunk.path("content").path("parts").forEach(this::part);
        Likelihoods.read(chunk.path("logprobsResult"), logprobs);
        finish = chunk.path("finishReason").asText(finish);
    }

    private void part(JsonNode part) {
        String said = part.path("text").asText("");
        if (part.path("thought").asBoolean()) {
            think(said);
            return;
        }
        append(said);
        call(part.path("functionCall"));
        if (part instanceof ObjectNode node) {
            parts.add(node);
        }
    }

    private void think(String more) {
        if (!more.isEmpty()) {
            reasoning.append(more);
            receiver.accept(new Piece.Reasoning(more));
        }
    }

    private void append(String more) {
        if (!more.isEmpty()) {
            text.append(more);
            receiver.accept(new Piece.Text(more));
        }
    }

    /** Calls come whole. */
    private void call(JsonNode function) {
        if (!function.isObject()) {
            return;
        }
        JsonNode args = function.path("args");
        ToolCall call = new ToolCall(
                CallIds.orNew(function.path("id").asText("")),
                function.path("name").asText(),
                args.isObject() ? args.toString() : "{}");
        receiver.accept(new Piece.ToolCallDelta(calls.size(), call.id(), call.name(), call.arguments()));
        calls.add(call);
    }

    boolean finished() {
        return !finish.isEmpty();
    }

    String text() {
        return text.toString();
    }

    ChatResponse response(TokenUsage usage, String model, List<ChatResponse> alternatives) {
        AiMessage message = new AiMessage(text(), calls, reasoning.toString(), GeminiReplay.extra(parts.all()));
        return new ChatResponse(message, reason(), usage, model, alternatives, logprobs);
    }

    private FinishReason reason() {
        return switch (finish) {
            case "STOP" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            // Such as MALFORMED_FUNCTION_CALL.
            default -> FILTERED.contains(finish) ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
        };
    }
}
