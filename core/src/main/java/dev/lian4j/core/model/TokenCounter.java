package dev.lian4j.core.model;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import java.util.List;

/** Counts tokens as a model does. Safe for several threads. */
@FunctionalInterface
public interface TokenCounter {

    /** The tokens of a text, without any that mark its start or end. */
    int count(String text);

    /**
     * The tokens of a conversation, a little too many rather than too few: the text of each message, the calls in it and
     * four more for what stands around it. Images are not counted.
     */
    default int count(List<? extends Message> messages) {
        return messages.stream()
                .mapToInt(message -> count(Messages.countedText(message)) + Messages.TOKENS_AROUND)
                .sum();
    }
}
