package dev.lian4j.prompts;

/**
 * A place in a template that a value goes to.
 *
 * @param name the variable's name
 * @param required whether formatting fails without a value
 * @param messages whether the value is a list of messages rather than a text
 */
public record TemplateVariable(String name, boolean required, boolean messages) {

    static TemplateVariable text(String name) {
        return new TemplateVariable(name, true, false);
    }

    TemplateVariable asOptional() {
        return new TemplateVariable(name, false, messages);
    }
}
