package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.AttentionConfig;
import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.KeyValues;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.List;

/** Learned keys and values, the same for all rows; taken anew from the prefix each time, so that gradients reach it. */
record PrefixMemory(TensorEngine engine, AttentionConfig config, Tensor prefix, int rows) implements AttentionMemory {

    @Override
    public int length() {
        return (int) prefix.size(0);
    }

    @Override
    public KeyValues extend(int layer, KeyValues fresh) {
        return new KeyValues(behind(2 * layer, fresh.keys()), behind(2 * layer + 1, fresh.values()));
    }

    private Tensor behind(int part, Tensor fresh) {
        int heads = config.keyValueHeads();
        int size = config.headSize();
        long width = (long) heads * size;
        Tensor learned = prefix.slice(1, part * width, (part + 1) * width)
                .reshape(length(), heads, size)
                .transpose(0, 1)
                .reshape(1, heads, length(), size)
                .expand(rows, heads, length(), size);
        return engine.concat(List.of(learned, fresh), 2);
    }
}
