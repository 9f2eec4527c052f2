package dev.lian4j.core.model;

import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.message.UserMessage;
import java.util.List;
import java.util.Set;

/**
 * What a model is asked: a conversation, and how to answer it. What prompt templates give and models take.
 *
 * @param messages the conversation, oldest first; at least one
 * @param parameters how to answer; these win over the model's own
 */
public record ChatRequest(List<Message> messages, ChatParameters parameters) {

    /** Copies the messages. */
    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A request needs at least one message");
        }
    }

    /** One question of a person. */
    public static ChatRequest of(String text) {
        return of(Message.user(text));
    }

    /** A conversation. */
    public static ChatRequest of(Message... messages) {
        return new ChatRequest(List.of(messages), ChatParameters.NONE);
    }

    /** The same conversation with these parameters; what they leave open stays as it was. */
    public ChatRequest with(ChatParameters more) {
        return new ChatRequest(messages, more.orElse(parameters));
    }

    /** What this asks of a model. */
    public Set<ChatFeature> features() {
        Set<ChatFeature> asked = parameters.features();
        if (messages.stream().anyMatch(ChatRequest::hasImage)) {
            asked.add(ChatFeature.IMAGES);
        }
        return asked;
    }

    private static boolean hasImage(Message message) {
        return message instanceof UserMessage said
                && said.contents().stream().anyMatch(Content.Image.class::isInstance);
    }

    /** The conversation as text, for models that continue texts: a lone message as it is, else lines by role. */
    public String text() {
        return messages.size() == 1 ? messages.get(0).text() : Messages.transcript(messages);
    }
}
