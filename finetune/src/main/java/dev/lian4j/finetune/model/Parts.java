package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the parts of a model from its parameters, and remembers where projections are. */
final class Parts {

    private final Map<String, Tensor> parameters;
    private final double normEpsilon;
    private final Map<String, LinearSlot> slots = new LinkedHashMap<>();

    Parts(Map<String, Tensor> parameters, double normEpsilon) {
        this.parameters = parameters;
        this.normEpsilon = normEpsilon;
    }

    LinearSlot linear(String name) {
        return linear(name, name);
    }

    /** A projection whose weight has another name: the language head where embeddings are tied. */
    LinearSlot linear(String name, String weightName) {
        Tensor weight = parameter(weightName + ".weight");
        LinearSlot slot = new LinearSlot(
                name,
                (int) weight.size(1),
                (int) weight.size(0),
                new DenseLinear(weight, parameters.get(weightName + ".bias")));
        slots.put(name, slot);
        return slot;
    }

    RmsNorm norm(String name) {
        return new RmsNorm(parameter(name + ".weight"), normEpsilon);
    }

    Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    List<LinearSlot> slots() {
        return List.copyOf(slots.values());
    }
}
