package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Parameters of a model itself that an adapter trains whole: biases, a head. */
final class OwnParameters {

    private final CausalLm model;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Tensor> originals = new LinkedHashMap<>();

    private OwnParameters(CausalLm model) {
        this.model = model;
    }

    /** The parameters of these names. */
    static OwnParameters of(CausalLm model, Collection<String> names) {
        OwnParameters own = new OwnParameters(model);
        try (Scope ignored = model.engine().quiet()) {
            for (String name : names) {
                Tensor tensor = Objects.requireNonNull(model.parameters().get(name), name);
                own.originals.put(name, model.engine().keep(tensor.copy()));
                own.tensors.put(name, tensor.requireGradient(true));
            }
        }
        return own;
    }

    /** The same with numbers from a file. */
    static OwnParameters of(CausalLm model, Map<String, FloatTensor> numbers, Path where) {
        numbers.forEach((name, tensor) -> check(model, name, tensor.shape(), where));
        OwnParameters own = of(model, numbers.keySet());
        try (Scope ignored = model.engine().quiet()) {
            own.tensors.forEach((name, tensor) -> tensor.assign(model.engine()
                    .tensor(Objects.requireNonNull(numbers.get(name)).values(), tensor.shape())));
        }
        return own;
    }

    private static void check(CausalLm model, String name, List<Long> shape, Path where) {
        Tensor tensor = model.parameters().get(name);
        if (tensor == null || !Arrays.stream(tensor.shape()).boxed().toList().equals(shape)) {
            throw new ModelException("The adapter " + where + " has '" + name + "' of the shape " + shape
                    + ", but the model has " + (tensor == null ? "no such parameter of its own" : tensor));
        }
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** Lets go of them: as they are now where they are to stay, otherwise as they were. */
    void close(boolean stay) {
        try (Scope ignored = model.engine().quiet()) {
            tensors.forEach((name, tensor) -> {
                tensor.requireGradient(false);
                if (!stay) {
                    tensor.assign(Objects.requireNonNull(originals.get(name)));
                }
            });
        }
        Parameters.close(originals);
        originals.clear();
        tensors.clear();
    }
}
