package dev.lian4j.prompts;

import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import java.util.List;
import java.util.Map;

/**
 * A user's message of several parts. Made by {@link MessageTemplate#user(ContentTemplate...)}.
 *
 * @param parts the texts and images, in order; at least one
 */
public record ContentMessageTemplate(List<ContentTemplate> parts) implements MessageTemplate {

    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ContentMessageTemplate {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A message needs at least one part");
        }
    }

    @Override
    public List<TemplateVariable> variables() {
        return TemplateVariable.distinct(
                parts.stream().flatMap(part -> part.variables().stream()).toList());
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        List<Content> contents = parts.stream().map(part -> part.format(values)).toList();
        return List.of(new UserMessage(contents));
    }
}
