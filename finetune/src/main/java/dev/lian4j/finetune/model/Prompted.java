package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;

/** A model as texts meet it: with what was learned to stand before every one of them, if anything was. */
public interface Prompted {

    /** The model. */
    CausalLm model();

    /** How many learned positions stand before each text. */
    default int virtualTokens() {
        return 0;
    }

    /** The embeddings of some texts, with the learned positions before them: {@code [rows, virtual + length, hidden]}. */
    default Tensor embed(Sequences sequences) {
        return model().embeddings(sequences);
    }

    /** The learned keys and values that all tokens of so many rows see. */
    default AttentionMemory memory(int rows) {
        return AttentionMemory.NONE;
    }
}
