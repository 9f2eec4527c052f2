package dev.lian4j.finetune.tensor.djl;

import ai.djl.engine.EngineException;
import dev.lian4j.core.error.ModelException;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells errors of the native library in our own. */
final class Faults {

    private static final int LONGEST = 400;

    private Faults() {}

    /** Runs it; what the library refuses is a wrong argument, unless memory ran out. */
    static <T> T told(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(EngineException e) {
        String said = String.valueOf(e.getMessage());
        if (said.toLowerCase(Locale.ROOT).contains("allocate memory")) {
            return new ModelException(
                    "The memory ran out: take smaller batches, shorter examples or activation recomputation ("
                            + shortened(said) + ")",
                    ModelException.Details.NONE,
                    e);
        }
        return new IllegalArgumentException("The tensors do not fit this operation: " + shortened(said), e);
    }

    private static String shortened(String said) {
        String line = said.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
