package dev.lian4j.core.prompt;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.model.ChatRequest;
import java.util.Map;
import java.util.Set;

/** Makes a request to a model out of named values. Immutable. */
public interface BasePromptTemplate extends Chain<Map<String, Object>, ChatRequest> {

    /** The names of the values that must be given, in the order of their first use. */
    Set<String> inputVariables();

    /**
     * The request with the values in their places. Values are never scanned for places again.
     *
     * @throws dev.lian4j.core.error.TemplateException if a value is missing, or one is not known here
     */
    ChatRequest formatPrompt(Map<String, ?> values);

    @Override
    default ChatRequest invoke(Map<String, Object> values, Run run) {
        return formatPrompt(values);
    }

    @Override
    default StepKind kind() {
        return StepKind.PROMPT;
    }
}
