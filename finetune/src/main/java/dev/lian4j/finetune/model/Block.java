package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;

/**
 * A layer: attention, then the feed-forward part, each added to what came in. A function of its input, the parameters
 * and the pass, so that training can compute it a second time instead of keeping all that it computed.
 */
public final class Block {

    private final RmsNorm attentionNorm;
    private final Attention attention;
    private final RmsNorm feedForwardNorm;
    private final FeedForward feedForward;

    Block(ModelConfig config, int layer, Parts parts) {
        String name = ParameterShapes.layer(layer);
        this.attentionNorm = parts.norm(name + ".input_layernorm");
        this.attention = new Attention(config.attention(), layer, parts);
        this.feedForwardNorm = parts.norm(name + ".post_attention_layernorm");
        this.feedForward = FeedForward.of(layer, parts);
    }

    /** The same for one token at a time. */
    RowBlock row(TensorEngine engine) {
        return new RowBlock(engine, attentionNorm.row(), attention.row(engine), feedForwardNorm.row(), feedForward);
    }

    /** {@code [rows, length, hidden]} to the same. */
    public Tensor apply(Tensor x, Pass pass) {
        Tensor attended = x.add(attention.apply(attentionNorm.apply(x), pass));
        return attended.add(feedForward.apply(feedForwardNorm.apply(attended)));
    }
}
