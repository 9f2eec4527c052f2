package dev.lian4j.prompts;

import dev.lian4j.core.message.Message;
import java.util.List;
import java.util.Map;

/**
 * Messages without places. Made by {@link MessageTemplate#constant}.
 *
 * @param messages the messages, as they are
 */
public record ConstantMessages(List<Message> messages) implements MessageTemplate {

    /** Copies the messages. */
    public ConstantMessages {
        messages = List.copyOf(messages);
    }

    @Override
    public List<TemplateVariable> variables() {
        return List.of();
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        return messages;
    }
}
