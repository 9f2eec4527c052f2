package dev.lian4j.finetune.train;

import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is trained as it was at the best evaluation. To be closed. */
final class Best implements AutoCloseable {

    private final TensorEngine engine;
    private final Map<String, Tensor> trained;
    private final Map<Tensor, Tensor> copies = new LinkedHashMap<>();
    private double loss = Double.POSITIVE_INFINITY;

    Best(TensorEngine engine, Map<String, Tensor> trained) {
        this.engine = engine;
        this.trained = trained;
    }

    /** Keeps what is there now, if its loss is the lowest so far. */
    void offer(double newLoss) {
        if (newLoss < loss) {
            loss = newLoss;
            try (Scope ignored = engine.quiet()) {
                for (Tensor tensor : trained.values()) {
                    copies.computeIfAbsent(tensor, each -> engine.keep(each.copy()))
                            .assign(tensor);
                }
            }
        }
    }

    boolean found() {
        return !copies.isEmpty();
    }

    /** Puts back what was kept, if anything was. */
    void restore() {
        try (Scope ignored = engine.quiet()) {
            copies.forEach(Tensor::assign);
        }
    }

    @Override
    public void close() {
        copies.values().forEach(Tensor::close);
    }
}
