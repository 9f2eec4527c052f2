package dev.lian4j.finetune.plan;

import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;

/** How fast this machine multiplies matrices. */
public final class MachineSpeed {

    private static final int ROWS = 256;
    private static final int SIZE = 1024;
    private static final int WARM_UP = 3;
    private static final long NANOS = 200_000_000;

    private MachineSpeed() {}

    /** Multiplications and additions a second, measured for a fifth of a second. */
    public static double flopsPerSecond(TensorEngine engine) {
        try (Scope ignored = engine.quiet()) {
            Tensor a = engine.zeros(NumberType.FLOAT32, ROWS, SIZE);
            Tensor b = engine.zeros(NumberType.FLOAT32, SIZE, SIZE);
            for (int i = 0; i < WARM_UP; i++) {
                a.linear(b).close();
            }
            long start = System.nanoTime();
            long products = 0;
            while (System.nanoTime() - start < NANOS) {
                a.linear(b).close();
                products++;
            }
            return products * 2.0 * ROWS * SIZE * SIZE / ((System.nanoTime() - start) / 1e9);
        }
    }
}
