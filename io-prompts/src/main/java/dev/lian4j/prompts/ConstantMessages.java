package dev.lian4j.prompts;

import dev.lian4j.core.message.Message;
import java.util.List;
import java.util.Map;

/** Messages without places. */
record ConstantMessages(List<Message> messages) implements MessageTemplate {

    @Override
    public List<TemplateVariable> variables() {
        return List.of();
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        return messages;
    }
}
