package dev.lian4j.models.openai;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Reply;
import java.util.List;

/** Puts a chat reply together. The figures are of all its answers, and said with the first. */
final class ChatAssembler extends ReplyAssembler<ChatChoice, ChatResponse> {

    ChatAssembler(Reply reply, Run run, int expected) {
        super(reply, run, expected, ChatChoice::new);
    }

    @Override
    ChatResponse build(List<ChatChoice> answers, TokenUsage used, String by) {
        List<ChatResponse> others = answers.stream()
                .skip(1)
                .map(other -> other.response(TokenUsage.UNKNOWN, by, List.of()))
                .toList();
        return answers.get(0).response(used, by, others);
    }
}
