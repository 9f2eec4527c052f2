package dev.lian4j.core.weights.peft;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sorts the tensors of a PEFT directory by module. */
final class LoraTensors {

    static final String PREFIX = "base_model.model.";
    static final String A = ".lora_A.weight";
    static final String B = ".lora_B.weight";
    static final String MAGNITUDE = ".lora_magnitude_vector";
    private static final String WRAPPED = ".base_layer.";

    private final Map<String, FloatTensor> as = new LinkedHashMap<>();
    private final Map<String, FloatTensor> bs = new LinkedHashMap<>();
    private final Map<String, FloatTensor> magnitudes = new LinkedHashMap<>();
    private final Map<String, FloatTensor> others = new LinkedHashMap<>();

    void add(String peftName, FloatTensor tensor) {
        if (!peftName.startsWith(PREFIX)) {
            throw new ModelException("The adapter's tensor '" + peftName + "' does not start with " + PREFIX);
        }
        String name = peftName.substring(PREFIX.length());
        if (name.endsWith(A)) {
            as.put(without(name, A), tensor);
        } else if (name.endsWith(B)) {
            bs.put(without(name, B), tensor);
        } else if (name.endsWith(MAGNITUDE) || name.endsWith(MAGNITUDE + ".weight")) {
            magnitudes.put(without(without(name, ".weight"), MAGNITUDE), tensor);
        } else if (name.contains(".lora_")) {
            throw new ModelException("The adapter's tensor '" + peftName
                    + "' is of a kind that is not supported here: merge the adapter into its model with PEFT");
        } else {
            others.put(name.replace(WRAPPED, "."), tensor);
        }
    }

    private static String without(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    Map<String, LoraPair> pairs() {
        Set<String> modules = new TreeSet<>(as.keySet());
        modules.addAll(bs.keySet());
        modules.addAll(magnitudes.keySet());
        Map<String, LoraPair> pairs = new LinkedHashMap<>();
        modules.forEach(module -> pairs.put(module, pair(module)));
        return pairs;
    }

    private LoraPair pair(String module) {
        FloatTensor a = as.get(module);
        FloatTensor b = bs.get(module);
        if (a == null || b == null) {
            throw new ModelException("The adapter lacks lora_" + (a == null ? "A" : "B") + " of '" + module + "'");
        }
        return new LoraPair(a, b, magnitudes.get(module));
    }

    Map<String, FloatTensor> others() {
        return others;
    }

    /** PEFT's name of a tensor that was trained whole: in an adapted module it lies within the layer that PEFT wraps. */
    static String peftName(String name, Set<String> adapted) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && adapted.contains(name.substring(0, dot))
                ? PREFIX + name.substring(0, dot) + WRAPPED + name.substring(dot + 1)
                : PREFIX + name;
    }
}
