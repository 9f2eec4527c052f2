package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Makes numbers that are trained, and gives them out again. */
final class Parameters {

    private Parameters() {}

    /** A tensor that lives until closed and wants gradients. */
    static Tensor of(TensorEngine engine, DoubleSupplier values, long... shape) {
        try (Scope ignored = engine.quiet()) {
            Tensor tensor = engine.keep(engine.filled(
                    buffer -> {
                        while (buffer.hasRemaining()) {
                            buffer.put((float) values.getAsDouble());
                        }
                    },
                    shape));
            return tensor.requireGradient(true);
        }
    }

    /** The same with numbers from a file. */
    static Tensor of(TensorEngine engine, FloatTensor numbers) {
        return of(
                engine,
                values(numbers),
                numbers.shape().stream().mapToLong(Long::longValue).toArray());
    }

    /** The one matrix of an adapter that stands before texts. */
    static FloatTensor only(PeftAdapter adapter, Path directory) {
        FloatTensor numbers = adapter.tensors().get(PeftAdapter.PROMPT);
        if (numbers == null || numbers.shape().size() != 2) {
            throw new ModelException("The adapter " + directory + " has no matrix '" + PeftAdapter.PROMPT + "', only "
                    + adapter.tensors());
        }
        return numbers;
    }

    /** The numbers of a tensor from a file, one after the other. */
    static DoubleSupplier values(FloatTensor tensor) {
        FloatBuffer values = FloatBuffer.wrap(tensor.values());
        return values::get;
    }

    /** The numbers of a tensor, to be written to a file. */
    static FloatTensor floats(Tensor tensor) {
        List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
        return FloatTensor.of(shape, tensor.floats());
    }

    static Map<String, FloatTensor> floats(Map<String, Tensor> tensors) {
        Map<String, FloatTensor> numbers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, floats(tensor)));
        return numbers;
    }

    static void close(Map<String, Tensor> tensors) {
        tensors.values().forEach(Tensor::close);
    }
}
