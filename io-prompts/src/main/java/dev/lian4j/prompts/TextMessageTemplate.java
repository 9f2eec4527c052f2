package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import java.util.List;
import java.util.Map;

/**
 * One message of a text: LangChain's {@code SystemMessagePromptTemplate}, {@code HumanMessagePromptTemplate} and
 * {@code AIMessagePromptTemplate}. Made by {@link MessageTemplate#system}, {@link MessageTemplate#user} and
 * {@link MessageTemplate#ai}.
 *
 * @param role who speaks; not a tool
 * @param prompt the text
 */
public record TextMessageTemplate(Role role, StringPromptTemplate prompt) implements MessageTemplate, Nesting {

    /**
     * Checks the role.
     *
     * @throws TemplateException if it is that of a tool, whose messages answer calls, or templates nest too deeply
     */
    public TextMessageTemplate {
        if (role == Role.TOOL) {
            throw new TemplateException(
                    "A tool's result answers a call; give it as a message, see MessageTemplate.constant.");
        }
        Nesting.above(List.of(prompt));
        prompt = prompt.allowingOtherValues();
    }

    @Override
    public List<TemplateVariable> variables() {
        return prompt.variables();
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        String text = prompt.format(values);
        return List.of(
                switch (role) {
                    case SYSTEM -> Message.system(text);
                    case AI -> Message.ai(text);
                    default -> Message.user(text);
                });
    }

    @Override
    public int depth() {
        return Nesting.above(List.of(prompt));
    }
}
