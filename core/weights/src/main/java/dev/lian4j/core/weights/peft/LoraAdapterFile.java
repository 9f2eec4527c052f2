package dev.lian4j.core.weights.peft;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LoRA adapter, by Hugging Face's names of modules and tensors, whatever file it came from or goes to.
 *
 * @param config what was trained, and how
 * @param pairs A and B by module, such as {@code model.layers.0.self_attn.q_proj}
 * @param others tensors that were trained whole, such as {@code lm_head.weight}, or biases
 */
public record LoraAdapterFile(LoraFile config, Map<String, LoraPair> pairs, Map<String, FloatTensor> others) {

    /**
     * Copies the maps, and keeps their order.
     *
     * @throws IllegalArgumentException if a pair has another rank than the configuration says, or lacks or has a magnitude
     */
    public LoraAdapterFile {
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        for (Map.Entry<String, LoraPair> pair : pairs.entrySet()) {
            check(config, pair.getKey(), pair.getValue());
        }
    }

    private static void check(LoraFile config, String module, LoraPair pair) {
        if (pair.rank() != config.rank(module)) {
            throw new IllegalArgumentException(
                    "'" + module + "' has the rank " + pair.rank() + ", the configuration says " + config.rank(module));
        }
        if ((pair.magnitude() != null) != config.dora()) {
            throw new IllegalArgumentException("'" + module + "' has " + (config.dora() ? "no" : "a")
                    + " magnitude, though use_dora is " + config.dora());
        }
    }

    /**
     * The LoRA adapter in a PEFT directory that was read.
     *
     * @throws ModelException if it is no LoRA adapter, or its tensors are not whole or of unknown names
     */
    public static LoraAdapterFile of(PeftAdapter adapter) {
        if (!(adapter.config() instanceof LoraFile config)) {
            throw new ModelException("The adapter is no LoRA adapter but has "
                    + adapter.config().getClass().getSimpleName());
        }
        LoraTensors tensors = new LoraTensors();
        adapter.tensors().forEach(tensors::add);
        try {
            return new LoraAdapterFile(config, tensors.pairs(), tensors.others());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "The LoRA adapter does not fit itself: " + e.getMessage(), ModelException.Details.NONE, e);
        }
    }

    /** The adapter under PEFT's names, to be written to a directory. */
    public PeftAdapter toPeft() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        pairs.forEach((module, pair) -> {
            tensors.put(LoraTensors.PREFIX + module + LoraTensors.A, pair.a());
            tensors.put(LoraTensors.PREFIX + module + LoraTensors.B, pair.b());
            if (pair.magnitude() != null) {
                tensors.put(LoraTensors.PREFIX + module + LoraTensors.MAGNITUDE, pair.magnitude());
            }
        });
        others.forEach((name, tensor) -> tensors.put(LoraTensors.peftName(name, pairs.keySet()), tensor));
        return new PeftAdapter(config, tensors);
    }

    /** By how much B A of a module is multiplied. */
    public double scale(String module) {
        return config.scale(module);
    }
}
