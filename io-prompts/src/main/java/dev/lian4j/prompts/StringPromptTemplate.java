package dev.lian4j.prompts;

import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template that gives one text. As a request that text is one message of the person. Immutable. */
public interface StringPromptTemplate extends BasePromptTemplate {

    /**
     * The text with the values in their places. Values are never scanned for places again.
     *
     * @throws dev.lian4j.core.error.TemplateException if a value is missing or null, or one is not known here; all such
     *     are named
     */
    String format(Map<String, ? extends @Nullable Object> values);

    /** The places for values, in the order of their first use; those with a value already are not required. */
    List<TemplateVariable> variables();

    /** The template, passing over values that it has no place for: for the end of a chain that gathers many. */
    StringPromptTemplate allowingOtherValues();

    @Override
    default ChatRequest formatPrompt(Map<String, ?> values) {
        return ChatRequest.of(format(values));
    }

    @Override
    default Set<String> inputVariables() {
        Set<String> names = new LinkedHashSet<>();
        variables().stream().filter(TemplateVariable::required).forEach(variable -> names.add(variable.name()));
        return names;
    }
}
