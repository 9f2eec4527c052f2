package dev.lian4j.parsers.structured;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gives the answers of a script, notes what it was asked, and lacks what it is told to lack. */
final class ScriptedModel implements ChatModel {

    final List<ChatRequest> asked = new ArrayList<>();
    private final Set<ChatFeature> features = EnumSet.allOf(ChatFeature.class);
    private final Deque<ChatResponse> script = new ArrayDeque<>();

    ScriptedModel lacking(ChatFeature... lacking) {
        features.removeAll(List.of(lacking));
        return this;
    }

    ScriptedModel text(String text) {
        return text(text, FinishReason.STOP);
    }

    ScriptedModel text(String text, FinishReason reason) {
        script.add(new ChatResponse(AiMessage.of(text), reason, TokenUsage.UNKNOWN, "scripted"));
        return this;
    }

    ScriptedModel call(String name, String arguments) {
        ToolCall call = new ToolCall("call_" + script.size(), name, arguments);
        AiMessage message = new AiMessage("", List.of(call), "");
        script.add(new ChatResponse(message, FinishReason.TOOL_CALLS, TokenUsage.UNKNOWN, "scripted"));
        return this;
    }

    @Override
    public Set<ChatFeature> features() {
        return features;
    }

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        asked.add(request);
        ChatResponse response = script.remove();
        response.text().codePoints().forEach(c -> run.emit(new Piece.Text(Character.toString(c))));
        for (ToolCall call : response.message().toolCalls()) {
            run.emit(new Piece.ToolCallDelta(0, call.id(), call.name(), call.arguments()));
        }
        return response;
    }
}
