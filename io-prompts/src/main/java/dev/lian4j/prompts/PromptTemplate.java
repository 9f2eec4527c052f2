package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text with named places: {@code {name}} is replaced by a value, <code>{{</code> and <code>}}</code> are braces.
 * Names have letters of any script, digits and {@code _}. Nothing else is understood, so a template can reach nothing
 * but the values that it is given, and values are never scanned for places. Parsed once, in linear time. Immutable.
 *
 * <p>A value is written by its {@code toString}; a message or a model's answer by its text, a list of messages as lines
 * {@code Human: ...}, {@code AI: ...}. As LangChain's {@code PromptTemplate} with {@code template_format="f-string"},
 * except that values that the template does not know are errors, see {@link #allowingOtherValues}.
 */
public final class PromptTemplate implements BasePromptTemplate {

    private final Template template;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;

    private PromptTemplate(Template template, Bindings bindings) {
        this.template = template;
        this.bindings = bindings;
        this.variables = template.names().stream().map(TemplateVariable::text).toList();
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException if it is malformed; the message names the position
     */
    public static PromptTemplate fromTemplate(String template) {
        return parsed(template, "Template");
    }

    /**
     * Reads and parses a UTF-8 file, as it is: a line end at its end is part of the prompt.
     *
     * @throws TemplateException if it cannot be read, is not UTF-8, is larger than 16 MiB, or is malformed
     */
    public static PromptTemplate fromFile(Path file) {
        return parsed(TemplateFiles.read(file), "Template " + file);
    }

    /**
     * Reads and parses a UTF-8 resource of the classpath, by its full name such as {@code prompts/qa.txt}.
     *
     * @throws TemplateException if it is not there, cannot be read, or is malformed
     */
    public static PromptTemplate fromResource(String name) {
        return parsed(TemplateFiles.readResource(name), "Template " + name);
    }

    private static PromptTemplate parsed(String text, String origin) {
        return new PromptTemplate(TemplateParser.parse(text, origin), Bindings.NONE);
    }

    /** The text with its braces doubled, so that a template made of it gives the text itself. */
    public static String escape(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    /**
     * The template with one value given already. A value given when formatting wins over it.
     *
     * @throws TemplateException if the template has no such variable
     */
    public PromptTemplate partial(String name, Object value) {
        return partial(name, () -> value);
    }

    /** As {@link #partial(String, Object)}, with a value that is computed each time a prompt is formatted. */
    public PromptTemplate partial(String name, Supplier<?> value) {
        return new PromptTemplate(template, bindings.with(name, value, template.names()));
    }

    /** The template, passing over values that it has no place for: for the end of a chain that gathers many. */
    public PromptTemplate allowingOtherValues() {
        return new PromptTemplate(template, bindings.allowingOthers());
    }

    /**
     * This template, then the other; values given already stay.
     *
     * @throws TemplateException if both have a value for one name
     */
    public PromptTemplate plus(PromptTemplate other) {
        return new PromptTemplate(template.plus(other.template), bindings.plus(other.bindings));
    }

    /** This template, then another in text form. */
    public PromptTemplate plus(String other) {
        return plus(fromTemplate(other));
    }

    /**
     * The text with the values in their places.
     *
     * @throws TemplateException if a value is missing or null, or one is not known here; all such are named
     */
    public String format(Map<String, ? extends @Nullable Object> values) {
        return template.render(bindings.resolve(variables, values));
    }

    /** The text as one message of the person. */
    @Override
    public ChatRequest formatPrompt(Map<String, ?> values) {
        return ChatRequest.of(format(values));
    }

    @Override
    public Set<String> inputVariables() {
        return bindings.required(variables);
    }

    /** The text within a larger template, whose values may be more than these. */
    String fill(Map<String, ?> values) {
        return allowingOtherValues().format(values);
    }

    /** The variables; those with a value given already are not required. */
    List<TemplateVariable> variables() {
        return bindings.open(variables);
    }

    /** The template as text, without the values given already. */
    @Override
    public String toString() {
        return template.source();
    }
}
