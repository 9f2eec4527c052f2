package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.Completion;
import dev.lian4j.models.http.Reply;

/** Puts the continuation of a text together. */
final class CompletionAssembler extends ReplyAssembler<Completion> {

    CompletionAssembler(Reply reply, Run run) {
        super(reply, run);
    }

    @Override
    void choice(JsonNode choice) {
        append(text(choice, "text"));
    }

    @Override
    Completion build() {
        return new Completion(partialText(), finishReason(), usage(), model());
    }
}
