package dev.lian4j.finetune.generate;

import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.KeyValues;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of the tokens so far, of one row. Grows by doubling; lives outside of scopes until it is closed. For one
 * text.
 */
final class KeyValueCache implements AttentionMemory, AutoCloseable {

    private final TensorEngine engine;
    private final List<Layer> layers = new ArrayList<>();
    private int length;

    KeyValueCache(TensorEngine engine, ModelConfig config, int capacity) {
        this.engine = engine;
        long heads = config.attention().keyValueHeads();
        long headSize = config.attention().headSize();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(new Layer(heads, headSize, capacity));
        }
    }

    @Override
    public int length() {
        return length;
    }

    /** To be called when all layers have seen so many new tokens. */
    void advance(int tokens) {
        length += tokens;
    }

    @Override
    public KeyValues extend(int layer, KeyValues fresh) {
        return layers.get(layer).extend(fresh);
    }

    @Override
    public void close() {
        layers.forEach(Layer::close);
    }

    /** What one layer has seen. */
    private final class Layer {
        private final long heads;
        private final long headSize;
        private Tensor keys;
        private Tensor values;

        Layer(long heads, long headSize, int capacity) {
            this.heads = heads;
            this.headSize = headSize;
            this.keys = room(capacity);
            this.values = room(capacity);
        }

        private Tensor room(long capacity) {
            return engine.keep(engine.empty(NumberType.FLOAT32, 1, heads, capacity, headSize));
        }

        KeyValues extend(KeyValues fresh) {
            long end = length + fresh.keys().size(2);
            if (end > keys.size(2)) {
                keys = grown(keys, end);
                values = grown(values, end);
            }
            keys.slice(2, length, end).assign(fresh.keys());
            values.slice(2, length, end).assign(fresh.values());
            return new KeyValues(keys.slice(2, 0, end), values.slice(2, 0, end));
        }

        private Tensor grown(Tensor old, long least) {
            Tensor larger = room(Math.max(least, 2 * old.size(2)));
            if (length > 0) {
                larger.slice(2, 0, length).assign(old.slice(2, 0, length));
            }
            old.close();
            return larger;
        }

        void close() {
            keys.close();
            values.close();
        }
    }
}
