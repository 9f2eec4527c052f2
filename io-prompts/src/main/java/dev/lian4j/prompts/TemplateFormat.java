package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;

/** The forms in which a template can be written; LangChain's names. */
public enum TemplateFormat {
    /** Places in braces: {@code {name}}. */
    F_STRING("f-string"),
    /** Mustache without logic: <code>{{name}}</code>, sections and inverted sections. */
    MUSTACHE("mustache");

    private final String label;

    TemplateFormat(String label) {
        this.label = label;
    }

    /** LangChain's name of the form, as prompt files have it. */
    public String label() {
        return label;
    }

    /**
     * The form of that name.
     *
     * @throws TemplateException if there is none; {@code jinja2} runs code, and is refused
     */
    public static TemplateFormat of(String label) {
        for (TemplateFormat format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        throw new TemplateException("Template format '" + label
                + "' is not one of f-string, mustache. Rewrite the template in one of them.");
    }
}
