package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that shows a model examples: a prefix, the examples, a suffix, joined by a separator; what is empty is left
 * out. LangChain's {@code FewShotPromptTemplate}, except that an example's text is not scanned for places again, so that
 * examples may have braces. Values of an example that its template has no place for are passed over. Immutable.
 *
 * <pre>{@code
 * FewShotPromptTemplate.builder()
 *         .examples(List.of(Map.of("word", "happy", "antonym", "sad")))
 *         .examplePrompt("Word: {word}\nAntonym: {antonym}")
 *         .suffix("Word: {input}\nAntonym:")
 *         .build();
 * }</pre>
 */
public final class FewShotPromptTemplate implements StringPromptTemplate, Nesting {

    private final FewShotParts parts;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;

    FewShotPromptTemplate(FewShotParts parts, Bindings bindings) {
        this.parts = parts;
        this.bindings = bindings;
        this.variables = parts.variables();
    }

    /** Starts a template: examples or a selector, an example's prompt, and a suffix are needed. */
    public static FewShotPromptTemplateBuilder builder() {
        return new FewShotPromptTemplateBuilder();
    }

    /**
     * The template with one value given already. A value given when formatting wins over it.
     *
     * @throws TemplateException if the template has no such variable
     */
    public FewShotPromptTemplate partial(String name, Object value) {
        return partial(name, new Constant(value));
    }

    /** As {@link #partial(String, Object)}, with a value that is computed each time a prompt is formatted. */
    public FewShotPromptTemplate partial(String name, Supplier<?> value) {
        return new FewShotPromptTemplate(parts, bindings.with(name, value, variables));
    }

    @Override
    public FewShotPromptTemplate allowingOtherValues() {
        return new FewShotPromptTemplate(parts, bindings.allowingOthers());
    }

    @Override
    public List<TemplateVariable> variables() {
        return bindings.open(variables);
    }

    /**
     * {@inheritDoc}
     *
     * @throws TemplateException if a value is missing, null or not known here, or an example lacks one
     */
    @Override
    public String format(Map<String, ? extends @Nullable Object> values) {
        Map<String, ?> resolved = bindings.resolve(variables, values);
        List<String> pieces = new ArrayList<>();
        addUnlessEmpty(parts.prefix(), resolved, pieces);
        parts.texts(resolved).stream().filter(text -> !text.isEmpty()).forEach(pieces::add);
        addUnlessEmpty(parts.suffix(), resolved, pieces);
        return String.join(parts.separator(), pieces);
    }

    private static void addUnlessEmpty(PromptTemplate template, Map<String, ?> values, List<String> pieces) {
        if (!template.toString().isEmpty()) {
            pieces.add(template.format(values));
        }
    }

    /** What stands before the examples. */
    public PromptTemplate prefix() {
        return parts.prefix();
    }

    /** What stands after the examples. */
    public PromptTemplate suffix() {
        return parts.suffix();
    }

    /** How an example is written. */
    public StringPromptTemplate examplePrompt() {
        return parts.examplePrompt();
    }

    /** What stands between the pieces. */
    public String exampleSeparator() {
        return parts.separator();
    }

    /** The examples, if they are the same for every prompt. */
    public Optional<List<Map<String, Object>>> examples() {
        return parts.selector() instanceof AllExamples all ? Optional.of(all.examples()) : Optional.empty();
    }

    /** The values given already, without those that are computed each time. */
    public Map<String, Object> partialVariables() {
        return bindings.constants();
    }

    /** Whether a value is computed each time. */
    public boolean hasComputedValues() {
        return bindings.constants().size() < bindings.partials().size();
    }

    @Override
    public int depth() {
        return Nesting.above(List.of(parts.examplePrompt()));
    }
}
