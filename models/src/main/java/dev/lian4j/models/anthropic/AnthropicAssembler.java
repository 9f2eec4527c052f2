package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a reply together from the protocol's events, or from the whole message. */
final class AnthropicAssembler implements Assembler<ChatResponse> {

    private final Reply reply;
    private final Run run;
    private final Map<Integer, AnthropicBlock> blocks = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ObjectNode usage = Json.object();
    private String model = "";
    private String stopReason = "";
    private boolean any;
    private int calls;

    AnthropicAssembler(Reply reply, Run run) {
        this.reply = reply;
        this.run = run;
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode said = reply.object(event);
        String type = said.path("type").asText();
        take(type, said);
        if (type.equals("message_stop")) {
            return Progress.DONE;
        }
        return stopReason.isEmpty() ? Progress.MORE : Progress.ENOUGH;
    }

    private void take(String type, JsonNode said) {
        switch (type) {
            case "message" -> whole(said);
            case "message_start" -> message(said.path("message"));
            case "content_block_start" -> begin(said.path("index").asInt(), said.path("content_block"));
            case "content_block_delta" -> more(said);
            case "message_delta" -> end(said.path("delta"), said.path("usage"));
            default -> {} // the end, pings, and what the protocol may add
        }
    }

    private void whole(JsonNode message) {
        message(message);
        message.path("content").forEach(block -> begin(blocks.size(), block));
        end(message, message.path("usage"));
    }

    private void message(JsonNode message) {
        any |= message.isObject();
        model = message.path("model").asText(model);
        figures(message.path("usage"));
    }

    private void begin(int index, JsonNode start) {
        if (start instanceof ObjectNode node) {
            AnthropicBlock block = new AnthropicBlock(node, calls);
            calls += block.is("tool_use") ? 1 : 0;
            blocks.put(index, block);
            emit(block.begin());
        }
    }

    private void more(JsonNode said) {
        AnthropicBlock block = blocks.get(said.path("index").asInt());
        if (block == null) {
            throw reply.invalid("sent a part of a block that never began (content_block_delta without start)");
        }
        emit(block.add(said.path("delta")));
    }

    private void end(JsonNode delta, JsonNode used) {
        stopReason = delta.path("stop_reason").asText(stopReason);
        figures(used);
    }

    /** The last word counts: the figures at the end are of the whole, but may not repeat all of those at the start. */
    private void figures(JsonNode used) {
        used.forEachEntry((field, value) -> {
            if (!value.isNull()) {
                usage.set(field, value);
            }
        });
    }

    private void emit(@Nullable Piece piece) {
        if (piece instanceof Piece.Text said) {
            text.append(said.text());
        } else if (piece instanceof Piece.Reasoning thought) {
            reasoning.append(thought.text());
        }
        if (piece != null && !empty(piece) && run.wantsPieces()) {
            run.emit(piece);
        }
    }

    private static boolean empty(Piece piece) {
        return (piece instanceof Piece.Text said && said.text().isEmpty())
                || (piece instanceof Piece.Reasoning thought && thought.text().isEmpty());
    }

    @Override
    public ChatResponse result() {
        if (!any) {
            throw reply.invalid("sent a reply without a message");
        }
        FinishReason reason = AnthropicFigures.finishReason(stopReason);
        List<ToolCall> wanted = blocks.values().stream()
                .filter(block -> block.is("tool_use"))
                .map(block -> block.toolCall(reason == FinishReason.LENGTH))
                .toList();
        AiMessage message = new AiMessage(partialText(), wanted, reasoning.toString(), extra());
        return new ChatResponse(message, reason, AnthropicFigures.usage(usage), model);
    }

    private Map<String, Object> extra() {
        return AnthropicReplay.extra(
                blocks.values().stream().map(AnthropicBlock::whole).toList());
    }

    @Override
    public String partialText() {
        return text.toString();
    }
}
