package dev.lian4j.prompts;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import java.util.List;
import java.util.Map;

/**
 * Some messages of a chat prompt, with places for values. Made by {@link #system}, {@link #user}, {@link #ai} and
 * {@link #messages}, which are meant for static import. Immutable.
 */
public interface MessageTemplate {

    /** The places for values, in the order of their first use. */
    List<TemplateVariable> variables();

    /**
     * The messages with the values in their places; values that are not used here are passed over.
     *
     * @throws dev.lian4j.core.error.TemplateException if a value is missing or has the wrong form
     */
    List<Message> formatMessages(Map<String, ?> values);

    /**
     * What the model is to be and to do, in the form of {@link PromptTemplate}.
     *
     * @throws dev.lian4j.core.error.TemplateException if the template is malformed
     */
    static MessageTemplate system(String template) {
        return system(PromptTemplate.fromTemplate(template));
    }

    /** What the model is to be and to do. */
    static MessageTemplate system(StringPromptTemplate template) {
        return new TextMessageTemplate(Role.SYSTEM, template);
    }

    /**
     * What the person says, in the form of {@link PromptTemplate}.
     *
     * @throws dev.lian4j.core.error.TemplateException if the template is malformed
     */
    static MessageTemplate user(String template) {
        return user(PromptTemplate.fromTemplate(template));
    }

    /** What the person says. */
    static MessageTemplate user(StringPromptTemplate template) {
        return new TextMessageTemplate(Role.USER, template);
    }

    /**
     * What the person says in several parts: {@code user(text("What is in this {thing}?"), image("{url}"))}.
     *
     * @throws IllegalArgumentException if there is no part
     */
    static MessageTemplate user(ContentTemplate... parts) {
        return new ContentMessageTemplate(List.of(parts));
    }

    /**
     * A text beside other parts, in the form of {@link PromptTemplate}.
     *
     * @throws dev.lian4j.core.error.TemplateException if the template is malformed
     */
    static ContentTemplate text(String template) {
        return new ContentTemplate.Text(PromptTemplate.fromTemplate(template));
    }

    /**
     * An image by its address, in the form of {@link PromptTemplate}; see {@link ContentTemplate.Image}.
     *
     * @throws dev.lian4j.core.error.TemplateException if the template is malformed
     */
    static ContentTemplate image(String url) {
        return new ContentTemplate.Image(PromptTemplate.fromTemplate(url));
    }

    /**
     * What the model said, in the form of {@link PromptTemplate}; for examples.
     *
     * @throws dev.lian4j.core.error.TemplateException if the template is malformed
     */
    static MessageTemplate ai(String template) {
        return ai(PromptTemplate.fromTemplate(template));
    }

    /** What the model said; for examples. */
    static MessageTemplate ai(StringPromptTemplate template) {
        return new TextMessageTemplate(Role.AI, template);
    }

    /** A place for a list of messages, such as the conversation so far. */
    static MessagesPlaceholder messages(String name) {
        return MessagesPlaceholder.of(name);
    }

    /** Messages as they are; braces in them are text. */
    static MessageTemplate constant(Message... messages) {
        return new ConstantMessages(List.of(messages));
    }
}
