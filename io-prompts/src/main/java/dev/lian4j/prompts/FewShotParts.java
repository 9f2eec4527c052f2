package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a few-shot text is made of. */
record FewShotParts(
        ExampleSelector selector,
        StringPromptTemplate examplePrompt,
        PromptTemplate prefix,
        PromptTemplate suffix,
        String separator,
        List<TemplateVariable> selectorVariables) {

    FewShotParts {
        Nesting.above(List.of(examplePrompt));
        examplePrompt = examplePrompt.allowingOtherValues();
        prefix = prefix.allowingOtherValues();
        suffix = suffix.allowingOtherValues();
    }

    List<TemplateVariable> variables() {
        List<TemplateVariable> all = new ArrayList<>(prefix.variables());
        all.addAll(suffix.variables());
        all.addAll(selectorVariables);
        return TemplateVariable.distinct(all);
    }

    List<String> texts(Map<String, ?> values) {
        return each(selector.selectExamples(values), examplePrompt::format);
    }

    /** Something of each example; an error says of which. */
    static <T> List<T> each(List<Map<String, Object>> examples, Function<Map<String, Object>, T> function) {
        List<T> made = new ArrayList<>(examples.size());
        for (Map<String, Object> example : examples) {
            try {
                made.add(function.apply(example));
            } catch (TemplateException e) {
                throw new TemplateException("Example " + (made.size() + 1) + ": " + e.getMessage());
            }
        }
        return made;
    }
}
