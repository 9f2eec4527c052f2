package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Grouped-query attention. Queries of heads that share keys are laid one behind the other, so that keys and values are
 * never repeated in memory.
 */
final class Attention {

    private final AttentionConfig config;
    private final int layer;
    private final Projections projections;
    private final @Nullable RmsNorm queryNorm;
    private final @Nullable RmsNorm keyNorm;

    Attention(AttentionConfig config, int layer, Parts parts) {
        this.config = config;
        this.layer = layer;
        String name = ParameterShapes.layer(layer) + ".self_attn.";
        this.projections = new Projections(
                parts.linear(name + "q_proj"),
                parts.linear(name + "k_proj"),
                parts.linear(name + "v_proj"),
                parts.linear(name + "o_proj"));
        this.queryNorm = config.headNorm() ? parts.norm(name + "q_norm") : null;
        this.keyNorm = config.headNorm() ? parts.norm(name + "k_norm") : null;
    }

    /** The projections of an attention. */
    record Projections(Linear query, Linear key, Linear value, Linear output) {}

    /** The same for one token at a time. */
    RowAttention row(TensorEngine engine) {
        return new RowAttention(engine, config, layer, projections, row(queryNorm), row(keyNorm));
    }

    private static @Nullable RowNorm row(@Nullable RmsNorm norm) {
        return norm == null ? null : norm.row();
    }

    /** {@code [rows, length, hidden]} to the same. */
    Tensor apply(Tensor x, Pass pass) {
        Tensor queries = turned(heads(projections.query().apply(x), config.heads()), queryNorm, pass);
        Tensor keys = turned(heads(projections.key().apply(x), config.keyValueHeads()), keyNorm, pass);
        Tensor values = heads(projections.value().apply(x), config.keyValueHeads());
        KeyValues seen = pass.memory().extend(layer, new KeyValues(keys.transpose(1, 2), values.transpose(1, 2)));
        return projections.output().apply(attend(queries, seen, pass.mask(config.window(layer))));
    }

    private Tensor heads(Tensor projected, int heads) {
        return projected.reshape(projected.size(0), projected.size(1), heads, config.headSize());
    }

    private static Tensor turned(Tensor heads, @Nullable RmsNorm norm, Pass pass) {
        return pass.rotation().apply(norm == null ? heads : norm.apply(heads));
    }

    private Tensor attend(Tensor queries, KeyValues seen, Optional<Tensor> mask) {
        long rows = queries.size(0);
        long length = queries.size(1);
        int shared = config.keyValueHeads();
        int group = config.heads() / shared;
        Tensor grouped = queries.multiply(1 / Math.sqrt(config.headSize()))
                .transpose(1, 2)
                .reshape(rows, shared, group * length, config.headSize());
        Tensor scores = grouped.matmul(seen.keys().transpose(2, 3));
        Tensor shares = masked(scores, mask, group, length).softmax(-1);
        return shares.matmul(seen.values())
                .reshape(rows, config.heads(), length, config.headSize())
                .transpose(1, 2)
                .reshape(rows, length, (long) config.heads() * config.headSize());
    }

    private static Tensor masked(Tensor scores, Optional<Tensor> mask, int group, long length) {
        return mask.map(hidden -> {
                    long[] shape = scores.shape();
                    return scores.reshape(shape[0], shape[1], group, length, shape[3])
                            .add(hidden)
                            .reshape(shape);
                })
                .orElse(scores);
    }
}
