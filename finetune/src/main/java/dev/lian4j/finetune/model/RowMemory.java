package dev.lian4j.finetune.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of the tokens of one text so far, in Java's arrays. As an {@link AttentionMemory} it takes what stands
 * before the text and then the prompt, once; further tokens are added one by one.
 */
final class RowMemory implements AttentionMemory {

    private final AttentionMemory before;
    private final List<LayerMemory> layers = new ArrayList<>();
    private int length;

    RowMemory(AttentionConfig config, int layers, AttentionMemory before, int capacity) {
        this.before = before;
        this.length = before.length();
        for (int i = 0; i < layers; i++) {
            this.layers.add(new LayerMemory(config.keyValueHeads(), config.headSize(), capacity));
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public KeyValues extend(int layer, KeyValues fresh) {
        KeyValues all = before.extend(layer, fresh);
        layer(layer).take(all);
        return all;
    }

    /** To be called when all layers have seen so many new tokens. */
    void advance(int tokens) {
        length += tokens;
    }

    LayerMemory layer(int index) {
        return layers.get(index);
    }
}
