package dev.lian4j.prompts;

import dev.lian4j.core.message.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One message of a text. */
record TextMessageTemplate(Function<String, Message> role, PromptTemplate template) implements MessageTemplate {

    @Override
    public List<TemplateVariable> variables() {
        return template.variables();
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        return List.of(role.apply(template.fill(values)));
    }
}
