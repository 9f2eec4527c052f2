package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.List;

/**
 * A model in the middle of one text: the logits of the next token after each. The prompt goes through the engine at once.
 * After that a token is a single row, of which the engine only computes the products with weights, which is nearly all of
 * the time; what lies between is done on Java's arrays, since a call of the engine costs more than so few numbers.
 *
 * <p>For one text and one thread. What the model's projections are is looked up at each token, its norms once.
 */
public final class TextReader {

    private final Prompted prompted;
    private final CausalLm model;
    private final TensorEngine engine;
    private final List<RowBlock> blocks;
    private final RowNorm lastNorm;
    private final RowMemory memory;

    private TextReader(Prompted prompted, int capacity) {
        this.prompted = prompted;
        this.model = prompted.model();
        this.engine = model.engine();
        ModelConfig config = model.config();
        try (Scope ignored = engine.quiet()) {
            this.blocks =
                    model.blocks().stream().map(block -> block.row(engine)).toList();
            this.lastNorm = model.lastNorm().row();
        }
        this.memory = new RowMemory(config.attention(), config.layers(), prompted.memory(1), capacity);
    }

    /**
     * A reader that has read nothing.
     *
     * @param capacity for how many tokens there is room at first; it grows
     */
    public static TextReader of(Prompted model, int capacity) {
        return new TextReader(model, Math.max(1, capacity));
    }

    /** The logits of the token behind the prompt; to be called first, and once. */
    public float[] start(int... prompt) {
        try (Scope ignored = engine.quiet()) {
            Tensor embedded = prompted.embed(Sequences.of(prompt));
            int tokens = (int) embedded.size(1);
            Sequences places = Sequences.of(new int[tokens]).behind(memory.length());
            Tensor hidden = model.hidden(embedded, places, memory);
            memory.advance(tokens);
            return model.logits(hidden.slice(1, tokens - 1, tokens)).floats();
        }
    }

    /** The logits of the token behind this one, which stands behind all before. */
    public float[] next(int token) {
        try (Scope ignored = engine.quiet()) {
            float[] x = model.embeddings().slice(0, token, token + 1L).floats();
            RowRotation rotation = RowRotation.of(model.config().rope(), memory.length());
            for (RowBlock block : blocks) {
                block.apply(x, rotation, memory);
            }
            memory.advance(1);
            return model.head().apply(engine, lastNorm.of(x));
        }
    }
}
