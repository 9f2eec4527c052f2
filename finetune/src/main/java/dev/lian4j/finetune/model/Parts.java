package dev.lian4j.finetune.model;

import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a model from its parameters, and remembers where projections are. */
final class Parts {

    private final TensorEngine engine;
    private final Map<String, Tensor> parameters;
    private final Function<String, QuantizedTensor> stored;
    private final double normEpsilon;
    private final Map<String, LinearSlot> slots = new LinkedHashMap<>();

    /**
     * Of a model.
     *
     * @param stored gives the weights that are not among the parameters
     */
    Parts(
            TensorEngine engine,
            Map<String, Tensor> parameters,
            Function<String, QuantizedTensor> stored,
            double normEpsilon) {
        this.engine = engine;
        this.parameters = parameters;
        this.stored = stored;
        this.normEpsilon = normEpsilon;
    }

    LinearSlot linear(String name) {
        return linear(name, name);
    }

    /** A projection whose weight has another name: the language head where embeddings are tied. */
    LinearSlot linear(String name, String weightName) {
        Tensor weight = parameters.get(weightName + ".weight");
        LinearSlot slot = weight == null
                ? stored(name)
                : slot(name, weight.size(1), weight.size(0), new DenseLinear(weight, bias(weightName)));
        slots.put(name, slot);
        return slot;
    }

    private LinearSlot stored(String name) {
        QuantizedTensor weight = stored.apply(name + ".weight");
        long in = weight.info().columns();
        return slot(name, in, weight.info().rows(), new StoredLinear(engine, weight, bias(name)));
    }

    private static LinearSlot slot(String name, long in, long out, Linear linear) {
        return new LinearSlot(name, (int) in, (int) out, linear);
    }

    private @Nullable Tensor bias(String name) {
        return parameters.get(name + ".bias");
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
