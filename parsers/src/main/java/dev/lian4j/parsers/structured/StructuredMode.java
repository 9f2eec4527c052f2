package dev.lian4j.parsers.structured;

import dev.lian4j.core.model.ChatFeature;
import java.util.EnumSet;
import java.util.Set;

/** How a model is asked for a value, as LangChain's {@code method} of {@code with_structured_output}. */
public enum StructuredMode {
    /** The first of the others that the model has what it takes for. */
    AUTO,
    /** By a response format with the JSON Schema, which the provider (or a grammar, in process) holds the model to. */
    NATIVE_SCHEMA,
    /** By one tool that the model must call, whose arguments are the value. */
    TOOL_CALL,
    /** By instructions in the last message; and JSON mode, where the model has it. */
    INSTRUCTIONS;

    /** This mode; for {@link #AUTO}, the one that fits a model with these features. */
    StructuredMode orFitting(Set<ChatFeature> features) {
        if (this != AUTO) {
            return this;
        }
        if (features.contains(ChatFeature.JSON_SCHEMA)) {
            return NATIVE_SCHEMA;
        }
        return features.containsAll(EnumSet.of(ChatFeature.TOOLS, ChatFeature.TOOL_CHOICE)) ? TOOL_CALL : INSTRUCTIONS;
    }
}
