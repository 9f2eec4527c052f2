package dev.lian4j.finetune.generate;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.finetune.text.SpecialTokens;

/** Messages whose texts cannot pass for marks of a chat template. */
final class Harmless {

    private Harmless() {}

    /** The same message, its control tokens without power; what is no plain text stays as it is. */
    static Message of(Message message, SpecialTokens special) {
        String text = special.harmless(message.text());
        if (text.equals(message.text())) {
            return message;
        }
        if (message instanceof SystemMessage) {
            return Message.system(text);
        }
        if (message instanceof UserMessage user && user.contents().stream().allMatch(Content.Text.class::isInstance)) {
            return Message.user(text);
        }
        return message instanceof AiMessage ai && ai.toolCalls().isEmpty() ? AiMessage.of(text) : message;
    }
}
