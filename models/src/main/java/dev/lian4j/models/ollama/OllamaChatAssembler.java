package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.Reply;
import java.util.List;

/** Puts a chat reply together. */
final class OllamaChatAssembler extends OllamaAssembler<ChatResponse> {

    OllamaChatAssembler(Reply reply, Run run) {
        super(reply, run);
    }

    @Override
    boolean line(JsonNode line) {
        JsonNode message = line.path("message");
        think(message.path("thinking").asText(""));
        append(message.path("content").asText(""));
        message.path("tool_calls").forEach(this::call);
        return message.isObject();
    }

    @Override
    ChatResponse build() {
        AiMessage message = new AiMessage(partialText(), calls(), reasoning());
        return new ChatResponse(message, finishReason(), usage(), model(), List.of(), logprobs());
    }
}
