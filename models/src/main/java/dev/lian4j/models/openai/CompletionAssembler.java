package dev.lian4j.models.openai;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Reply;
import java.util.List;

/** Puts the continuation of a text together. */
final class CompletionAssembler extends ReplyAssembler<Choice, Completion> {

    CompletionAssembler(Reply reply, Run run) {
        super(reply, run, 1, Choice::new);
    }

    @Override
    Completion build(List<Choice> answers, TokenUsage used, String by) {
        Choice first = answers.get(0);
        return new Completion(first.text(), first.finishReason(), used, by);
    }
}
