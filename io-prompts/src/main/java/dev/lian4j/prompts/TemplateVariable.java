package dev.lian4j.prompts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Each name once, in the order of first use; required if it is so anywhere. */
    static List<TemplateVariable> distinct(Collection<TemplateVariable> variables) {
        Map<String, TemplateVariable> byName = new LinkedHashMap<>();
        variables.forEach(variable -> byName.merge(variable.name(), variable, TemplateVariable::and));
        return List.copyOf(byName.values());
    }

    private TemplateVariable and(TemplateVariable other) {
        return new TemplateVariable(name, required || other.required, messages || other.messages);
    }

    TemplateVariable asOptional() {
        return new TemplateVariable(name, false, messages);
    }
}
