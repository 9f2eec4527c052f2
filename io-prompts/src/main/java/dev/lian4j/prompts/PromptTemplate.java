package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text with named places: {@code {name}} is replaced by a value, <code>{{</code> and <code>}}</code> are braces; or in
 * Mustache's form, see {@link #mustache(String)}. Names have letters of any script, digits and {@code _}. Nothing else is understood, so a template can reach nothing
 * but the values that it is given, and values are never scanned for places. Parsed once, in linear time. Immutable.
 *
 * <p>A value is written by its {@code toString}; a message or a model's answer by its text, a list of messages as lines
 * {@code Human: ...}, {@code AI: ...}. As LangChain's {@code PromptTemplate}, except that values that the template does not know are errors, see {@link #allowingOtherValues}.
 */
public final class PromptTemplate implements StringPromptTemplate {

    private final Template template;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;

    private PromptTemplate(Template template, Bindings bindings) {
        this.template = template;
        this.bindings = bindings;
        this.variables = bindings.open(template.variables());
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException if it is malformed; the message names the position
     */
    public static PromptTemplate fromTemplate(String template) {
        return of(TemplateFormat.F_STRING, template);
    }

    /**
     * Parses a template in Mustache's form, by jmustache: <code>{{name}}</code>, <code>{{{name}}}</code>,
     * <code>{{person.name}}</code>, sections <code>{{#list}}..{{/list}}</code>, inverted sections and comments. It can
     * reach the entries of maps, elements of lists and components of records, nothing else. Values go in as they are: none
     * is escaped for HTML, as LangChain for Python does. Variables outside of sections must be given; sections may be
     * missing; a name within one that is found nowhere is an error when formatting.
     *
     * @throws TemplateException if it is malformed; the message names the position
     */
    public static PromptTemplate mustache(String template) {
        return mustache(template, Map.of());
    }

    /**
     * As {@link #mustache(String)}, with templates that it includes as <code>{{> name}}</code>. None is ever read from
     * elsewhere.
     *
     * @throws TemplateException if one is malformed, missing, includes itself, or they nest deeper than 100
     */
    public static PromptTemplate mustache(String template, Map<String, String> partials) {
        return parsed(new Template.Source(TemplateFormat.MUSTACHE, template, Map.copyOf(partials)), "Template");
    }

    /**
     * Parses a template of a form.
     *
     * @throws TemplateException if it is malformed; the message names the position
     */
    public static PromptTemplate of(TemplateFormat format, String template) {
        return parsed(new Template.Source(format, template, Map.of()), "Template");
    }

    /**
     * Reads and parses a UTF-8 file, as it is: a line end at its end is part of the prompt.
     *
     * @throws TemplateException if it cannot be read, is not UTF-8, is larger than 16 MiB, or is malformed
     */
    public static PromptTemplate fromFile(Path file) {
        return fromFile(file, TemplateFormat.F_STRING);
    }

    /** As {@link #fromFile(Path)}, for a template of any form. */
    public static PromptTemplate fromFile(Path file, TemplateFormat format) {
        return parsed(new Template.Source(format, TemplateFiles.read(file), Map.of()), "Template " + file);
    }

    /**
     * Reads and parses a UTF-8 resource of the classpath, by its full name such as {@code prompts/qa.txt}.
     *
     * @throws TemplateException if it is not there, cannot be read, or is malformed
     */
    public static PromptTemplate fromResource(String name) {
        return fromResource(name, TemplateFormat.F_STRING);
    }

    /** As {@link #fromResource(String)}, for a template of any form. */
    public static PromptTemplate fromResource(String name, TemplateFormat format) {
        return parsed(new Template.Source(format, TemplateFiles.readResource(name), Map.of()), "Template " + name);
    }

    private static PromptTemplate parsed(Template.Source source, String origin) {
        return new PromptTemplate(source.parse(origin), Bindings.NONE);
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
        return partial(name, new Constant(value));
    }

    /** As {@link #partial(String, Object)}, with a value that is computed each time a prompt is formatted. */
    public PromptTemplate partial(String name, Supplier<?> value) {
        return new PromptTemplate(template, bindings.with(name, value, template.variables()));
    }

    @Override
    public PromptTemplate allowingOtherValues() {
        return new PromptTemplate(template, bindings.allowingOthers());
    }

    /**
     * This template, then the other; values given already stay.
     *
     * @throws TemplateException if both have a value for one name, or they are of different forms
     */
    public PromptTemplate plus(PromptTemplate other) {
        return new PromptTemplate(TemplateJoint.of(template, other.template), bindings.plus(other.bindings));
    }

    /**
     * This template, then another as text of the same form.
     *
     * @throws TemplateException if that is malformed
     */
    public PromptTemplate plus(String other) {
        return plus(of(templateFormat(), other));
    }

    @Override
    public String format(Map<String, ? extends @Nullable Object> values) {
        return template.render(bindings.resolve(template.variables(), values));
    }

    @Override
    public List<TemplateVariable> variables() {
        return variables;
    }

    /** The form that the template is written in. */
    public TemplateFormat templateFormat() {
        return template.source().format();
    }

    /** The templates that it includes by name; empty unless it is in Mustache's form. */
    public Map<String, String> mustachePartials() {
        return template.source().partials();
    }

    /** The values given already, without those that are computed each time. */
    public Map<String, Object> partialVariables() {
        return bindings.constants();
    }

    /** Whether a value is computed each time. */
    public boolean hasComputedValues() {
        return bindings.constants().size() < bindings.partials().size();
    }

    /** The template as text, without the values given already. */
    @Override
    public String toString() {
        return template.source().text();
    }
}
