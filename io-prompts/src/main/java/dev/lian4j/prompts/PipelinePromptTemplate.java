package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prompt made of prompts: each one is formatted in turn and its result given to those after it under its name; the
 * last one is the prompt. A text gives a text, a chat its list of messages. LangChain's {@code PipelinePromptTemplate}.
 * Pipelines may be of any length, and stand in each other up to 100 deep. Immutable.
 *
 * <pre>{@code
 * PipelinePromptTemplate.of(PromptTemplate.fromTemplate("{introduction}\n\n{start}"), Map.of(
 *         "introduction", PromptTemplate.fromTemplate("You are {person}."),
 *         "start", PromptTemplate.fromTemplate("Q: {input}\nA:")))
 * }</pre>
 */
public final class PipelinePromptTemplate implements StringPromptTemplate, Nesting {

    private final BasePromptTemplate finalPrompt;
    private final Map<String, BasePromptTemplate> steps;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;
    private final int depth;

    private PipelinePromptTemplate(
            BasePromptTemplate finalPrompt, Map<String, BasePromptTemplate> steps, Bindings bindings) {
        this.finalPrompt = finalPrompt;
        this.steps = steps;
        this.bindings = bindings;
        this.variables = outside(finalPrompt, steps);
        Collection<BasePromptTemplate> parts = new ArrayList<>(steps.values());
        parts.add(finalPrompt);
        this.depth = Nesting.above(parts);
    }

    /**
     * A prompt and those that it is made of, by name. Each is formatted after those that it uses.
     *
     * @throws TemplateException if they use each other in a circle, or are nested too deeply
     */
    public static PipelinePromptTemplate of(
            BasePromptTemplate finalPrompt, Map<String, ? extends BasePromptTemplate> pipelinePrompts) {
        Map<String, BasePromptTemplate> steps = PipelineOrder.sorted(pipelinePrompts);
        return new PipelinePromptTemplate(finalPrompt, steps, Bindings.NONE);
    }

    private static List<TemplateVariable> outside(BasePromptTemplate last, Map<String, BasePromptTemplate> steps) {
        List<TemplateVariable> all = new ArrayList<>();
        steps.values().forEach(step -> all.addAll(PipelineStep.variables(step)));
        all.addAll(PipelineStep.variables(last));
        Set<String> made = new HashSet<>(steps.keySet());
        return TemplateVariable.distinct(
                all.stream().filter(variable -> !made.contains(variable.name())).toList());
    }

    /**
     * The template with one value given already. A value given when formatting wins over it.
     *
     * @throws TemplateException if the template has no such variable
     */
    public PipelinePromptTemplate partial(String name, Object value) {
        return new PipelinePromptTemplate(finalPrompt, steps, bindings.with(name, new Constant(value), variables));
    }

    @Override
    public PipelinePromptTemplate allowingOtherValues() {
        return new PipelinePromptTemplate(finalPrompt, steps, bindings.allowingOthers());
    }

    @Override
    public List<TemplateVariable> variables() {
        return bindings.open(variables);
    }

    /** The prompt as text; a chat as lines {@code Human: ...}, {@code AI: ...}. */
    @Override
    public String format(Map<String, ? extends @Nullable Object> values) {
        return ValueText.of(PipelineStep.format(finalPrompt, filled(values)));
    }

    @Override
    public ChatRequest formatPrompt(Map<String, ?> values) {
        return finalPrompt.formatPrompt(PipelineStep.only(finalPrompt, filled(values)));
    }

    private Map<String, Object> filled(Map<String, ? extends @Nullable Object> values) {
        Map<String, Object> all = new HashMap<>(bindings.resolve(variables, values));
        steps.forEach((name, step) -> all.put(name, PipelineStep.format(step, all)));
        return all;
    }

    /** The prompts that it is made of, by name, in the order in which they are formatted. */
    public Map<String, BasePromptTemplate> pipelinePrompts() {
        return new LinkedHashMap<>(steps);
    }

    @Override
    public int depth() {
        return depth;
    }
}
