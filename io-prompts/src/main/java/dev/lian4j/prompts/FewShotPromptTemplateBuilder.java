package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link FewShotPromptTemplate}. For one thread. */
public final class FewShotPromptTemplateBuilder {

    private static final PromptTemplate EMPTY = PromptTemplate.fromTemplate("");

    private @Nullable ExampleSelector selector;
    private @Nullable StringPromptTemplate examplePrompt;
    private PromptTemplate prefix = EMPTY;
    private PromptTemplate suffix = EMPTY;
    private String separator = "\n\n";
    private List<TemplateVariable> selectorVariables = List.of();

    FewShotPromptTemplateBuilder() {}

    /** The same examples for every prompt; replaces a selector. */
    public FewShotPromptTemplateBuilder examples(List<? extends Map<String, ?>> examples) {
        return exampleSelector(ExampleSelector.all(examples));
    }

    /** Who chooses the examples; replaces those given. It is shown the values of the whole prompt. */
    public FewShotPromptTemplateBuilder exampleSelector(ExampleSelector exampleSelector) {
        this.selector = exampleSelector;
        return this;
    }

    /** How an example is written, in the form of {@link PromptTemplate#fromTemplate}. */
    public FewShotPromptTemplateBuilder examplePrompt(String template) {
        return examplePrompt(PromptTemplate.fromTemplate(template));
    }

    /** How an example is written. */
    public FewShotPromptTemplateBuilder examplePrompt(StringPromptTemplate template) {
        this.examplePrompt = template;
        return this;
    }

    /** What stands before the examples, in the form of {@link PromptTemplate#fromTemplate}; default: nothing. */
    public FewShotPromptTemplateBuilder prefix(String template) {
        return prefix(PromptTemplate.fromTemplate(template));
    }

    /** What stands before the examples; default: nothing. */
    public FewShotPromptTemplateBuilder prefix(PromptTemplate template) {
        this.prefix = template;
        return this;
    }

    /** What stands after the examples, in the form of {@link PromptTemplate#fromTemplate}; default: nothing. */
    public FewShotPromptTemplateBuilder suffix(String template) {
        return suffix(PromptTemplate.fromTemplate(template));
    }

    /** What stands after the examples; default: nothing. */
    public FewShotPromptTemplateBuilder suffix(PromptTemplate template) {
        this.suffix = template;
        return this;
    }

    /** What stands between the pieces; default: a blank line. */
    public FewShotPromptTemplateBuilder exampleSeparator(String text) {
        this.separator = text;
        return this;
    }

    /** Values that the selector needs although neither prefix nor suffix has a place for them; default: none. */
    public FewShotPromptTemplateBuilder inputVariables(String... names) {
        this.selectorVariables =
                Arrays.stream(names).map(TemplateVariable::text).toList();
        return this;
    }

    /**
     * The template.
     *
     * @throws TemplateException if there are neither examples nor a selector, or no prompt for an example
     */
    public FewShotPromptTemplate build() {
        if (selector == null || examplePrompt == null) {
            throw new TemplateException("A few-shot prompt needs examples or a selector, and an example's prompt.");
        }
        return new FewShotPromptTemplate(
                new FewShotParts(selector, examplePrompt, prefix, suffix, separator, selectorVariables), Bindings.NONE);
    }
}
