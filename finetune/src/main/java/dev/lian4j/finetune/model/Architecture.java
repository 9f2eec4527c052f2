package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The models that can be computed; they differ in biases, norms and windows only. */
public enum Architecture {
    /** Llama 1 to 3, SmolLM, SmolLM2, TinyLlama. */
    LLAMA("llama", "LlamaForCausalLM"),
    /** Mistral 7B and its like: a sliding window. */
    MISTRAL("mistral", "MistralForCausalLM"),
    /** Qwen2 and Qwen2.5: biases at query, key and value. */
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /** Qwen3, not its mixtures of experts: norms at query and key. */
    QWEN3("qwen3", "Qwen3ForCausalLM");

    private final String type;
    private final String className;

    Architecture(String type, String className) {
        this.type = type;
        this.className = className;
    }

    /** Hugging Face's {@code model_type}, also GGUF's architecture. */
    public String type() {
        return type;
    }

    /** Hugging Face's class. */
    public String className() {
        return className;
    }

    /**
     * The one of this {@code model_type}.
     *
     * @param where the file it stands in, for the message
     * @throws ModelException if it is not known; names those that are
     */
    public static Architecture of(String type, String where) {
        return Arrays.stream(values())
                .filter(known -> known.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new ModelException(where + ": the architecture '" + type
                        + "' is not known here; take a model of one of these: "
                        + Arrays.stream(values()).map(Architecture::type).collect(Collectors.joining(", "))));
    }
}
