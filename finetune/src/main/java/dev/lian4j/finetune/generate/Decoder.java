package dev.lian4j.finetune.generate;

import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;

/** A model in the middle of a text: the logits of the next token after each. For one text. */
final class Decoder implements AutoCloseable {

    private static final int FIRST_ROOM = 64;

    private final CausalLm model;
    private final int[] prompt;
    private final KeyValueCache cache;

    Decoder(CausalLm model, int[] prompt, int limit) {
        this.model = model;
        this.prompt = prompt;
        try (Scope ignored = model.engine().quiet()) {
            this.cache = new KeyValueCache(model.engine(), model.config(), prompt.length + Math.min(limit, FIRST_ROOM));
        }
    }

    /** The logits of the token behind the prompt. */
    float[] start() {
        return logits(prompt);
    }

    /** The logits of the token behind this one. */
    float[] after(int token) {
        return logits(token);
    }

    private float[] logits(int... tokens) {
        try (Scope ignored = model.engine().quiet()) {
            Sequences sequences = Sequences.behind(cache.length(), tokens);
            Tensor hidden = model.hidden(model.embed(sequences), sequences, cache);
            cache.advance(tokens.length);
            return model.logits(hidden.slice(1, tokens.length - 1, tokens.length))
                    .floats();
        }
    }

    @Override
    public void close() {
        cache.close();
    }
}
