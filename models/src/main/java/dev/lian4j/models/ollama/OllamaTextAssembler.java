package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.Completion;
import dev.lian4j.models.http.Reply;

/** Puts the continuation of a text together. */
final class OllamaTextAssembler extends OllamaAssembler<Completion> {

    OllamaTextAssembler(Reply reply, Run run) {
        super(reply, run);
    }

    @Override
    boolean line(JsonNode line) {
        think(line.path("thinking").asText(""));
        append(line.path("response").asText(""));
        return line.has("response");
    }

    @Override
    Completion build() {
        return new Completion(partialText(), finishReason(), usage(), model());
    }
}
