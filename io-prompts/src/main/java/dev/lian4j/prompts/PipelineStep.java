package dev.lian4j.prompts;

import dev.lian4j.core.message.Messages;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pipeline needs to know of a prompt, whatever its kind. */
final class PipelineStep {

    private PipelineStep() {}

    static List<TemplateVariable> variables(BasePromptTemplate prompt) {
        if (prompt instanceof StringPromptTemplate text) {
            return text.variables();
        }
        return prompt instanceof MessageTemplate chat
                ? chat.variables()
                : prompt.inputVariables().stream().map(TemplateVariable::text).toList();
    }

    /** A text, or a list of messages. */
    static Object format(BasePromptTemplate prompt, Map<String, Object> values) {
        if (prompt instanceof StringPromptTemplate text) {
            return text.format(only(prompt, values));
        }
        return prompt instanceof MessageTemplate chat
                ? chat.formatMessages(values)
                : Messages.transcript(prompt.formatPrompt(only(prompt, values)).messages());
    }

    /** The values that the prompt has places for, since others are errors. */
    static Map<String, Object> only(BasePromptTemplate prompt, Map<String, Object> values) {
        Map<String, Object> own = new HashMap<>();
        for (TemplateVariable variable : variables(prompt)) {
            Object value = values.get(variable.name());
            if (value != null) {
                own.put(variable.name(), value);
            }
        }
        return own;
    }
}
