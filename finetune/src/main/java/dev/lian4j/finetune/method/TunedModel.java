package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.Prompted;
import dev.lian4j.finetune.tensor.Tensor;
import java.util.Map;

/** A model with what is trained of it, or in it. Not thread safe. To be closed: that takes out what was put in. */
public interface TunedModel extends Prompted, Savable, AutoCloseable {

    /** What is trained, by name; the map cannot be changed. */
    Map<String, Tensor> trainable();

    /** Whether numbers are dropped by chance, as in training; not until it is asked for. */
    default void training(boolean on) {}

    /** How many numbers are trained. */
    default long trainableCount() {
        return trainable().values().stream().mapToLong(Tensor::count).sum();
    }

    @Override
    void close();
}
