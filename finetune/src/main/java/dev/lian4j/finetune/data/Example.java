package dev.lian4j.finetune.data;

import dev.lian4j.core.message.Message;
import java.util.List;

/**
 * What a model is to learn: after the context, the target. Loss counts on the target only.
 *
 * @param context what stands before; may be empty
 * @param target what is to follow; not empty
 * @param conversation the context as messages, where it was a conversation; else empty
 */
public record Example(String context, String target, List<Message> conversation) {

    /** Checks that there is something to learn. */
    public Example {
        if (target.isEmpty()) {
            throw new IllegalArgumentException("The target of an example must not be empty");
        }
        conversation = List.copyOf(conversation);
    }

    /** A context and what is to follow. */
    public Example(String context, String target) {
        this(context, target, List.of());
    }

    /** The context as messages: those of the conversation, or what a user said. */
    public List<Message> messages() {
        return conversation.isEmpty() ? List.of(Message.user(context)) : conversation;
    }
}
