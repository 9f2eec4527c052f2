package dev.lian4j.finetune.train;

import dev.lian4j.finetune.data.Batch;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.Block;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Pass;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of a batch: the cross-entropy summed over its target tokens, and its gradients. The language head works on
 * target positions only, some at a time, since its logits are what takes most memory.
 */
final class BatchLoss {

    /** Positions whose logits are in memory together. */
    private static final int POSITIONS = 128;

    private final TunedModel tuned;
    private final CausalLm model;
    private final TensorEngine engine;
    private final boolean recompute;

    BatchLoss(TunedModel tuned, boolean recompute) {
        this.tuned = tuned;
        this.model = tuned.model();
        this.engine = model.engine();
        this.recompute = recompute;
    }

    /** The sum of the losses of the target tokens, without gradients. */
    double of(Batch batch) {
        tuned.training(false);
        try (Scope ignored = engine.quiet()) {
            Layout layout = layout(batch);
            return headLoss(targets(through(layout), layout), layout.labels, 0);
        }
    }

    /**
     * Adds the gradients of {@code share} times the sum of the losses to what is trained; gives the sum.
     *
     * @param seed of dropout in this batch
     */
    double backward(Batch batch, double share, long seed) {
        tuned.training(true);
        try {
            return recompute ? twice(batch, share, seed) : once(batch, share, seed);
        } finally {
            tuned.training(false);
        }
    }

    private double once(Batch batch, double share, long seed) {
        engine.seed(seed);
        try (Scope ignored = engine.recording()) {
            Layout layout = layout(batch);
            Tensor chosen = targets(through(layout), layout);
            Tensor cut = chosen.detach().requireGradient(true);
            double sum = headLoss(cut, layout.labels, share);
            chosen.backward(gradient(cut));
            return sum;
        }
    }

    /** What comes out of the last layer. What PyTorch does not need on its way back is freed layer by layer. */
    private Tensor through(Layout layout) {
        Tensor x = tuned.embed(layout.texts);
        Pass pass = pass(layout);
        for (Block block : model.blocks()) {
            try (Scope step = engine.scope()) {
                x = step.keep(block.apply(x, pass));
            }
        }
        return x;
    }

    /** First without recording, keeping what goes into each layer; then layer by layer from the last, recorded. */
    private double twice(Batch batch, double share, long seed) {
        try (Scope all = engine.quiet()) {
            Layout layout = layout(batch);
            Pass pass = pass(layout);
            List<Tensor> inputs = inputs(layout, pass, seed);
            double[] sum = {0};
            Tensor gradient = lastGradient(inputs.get(inputs.size() - 1), layout, share, sum);
            for (int i = model.blocks().size() - 1; i >= 0; i--) {
                gradient = layerGradient(i, inputs.get(i), pass, gradient, seed);
            }
            embeddingGradient(layout, gradient);
            return sum[0];
        }
    }

    /** Behind learned keys and values, where there are any. */
    private Pass pass(Layout layout) {
        AttentionMemory learned = tuned.memory(layout.all.rows());
        return model.pass(layout.all.behind(learned.length()), learned);
    }

    private List<Tensor> inputs(Layout layout, Pass pass, long seed) {
        List<Tensor> inputs = new ArrayList<>(List.of(tuned.embed(layout.texts)));
        for (int i = 0; i < model.blocks().size(); i++) {
            engine.seed(seed + i);
            try (Scope step = engine.quiet()) {
                inputs.add(step.keep(model.blocks().get(i).apply(inputs.get(i), pass)));
            }
        }
        return inputs;
    }

    private Tensor lastGradient(Tensor last, Layout layout, double share, double[] sum) {
        try (Scope step = engine.recording()) {
            Tensor input = last.detach().requireGradient(true);
            Tensor chosen = targets(input, layout);
            Tensor cut = chosen.detach().requireGradient(true);
            sum[0] = headLoss(cut, layout.labels, share);
            chosen.backward(gradient(cut));
            return step.keep(gradient(input).copy());
        }
    }

    private Tensor layerGradient(int layer, Tensor input, Pass pass, Tensor gradient, long seed) {
        engine.seed(seed + layer);
        try (Scope step = engine.recording()) {
            Tensor cut = input.detach().requireGradient(true);
            model.blocks().get(layer).apply(cut, pass).backward(gradient);
            return step.keep(gradient(cut).copy());
        }
    }

    private void embeddingGradient(Layout layout, Tensor gradient) {
        try (Scope ignored = engine.recording()) {
            Tensor embedded = tuned.embed(layout.texts);
            if (embedded.requiresGradient()) {
                embedded.backward(gradient);
            }
        }
    }

    private static Tensor gradient(Tensor tensor) {
        return tensor.gradient().orElseThrow();
    }

    /** What the language head takes at the target positions: {@code [targets, hidden]}. */
    private Tensor targets(Tensor hidden, Layout layout) {
        long width = hidden.size(2);
        Tensor flat = hidden.reshape(hidden.size(0) * hidden.size(1), width);
        return model.norm(flat.rows(engine.tensor(layout.places, layout.places.length)));
    }

    /** The sum of the losses; where there is a share, its gradients are added, some positions at a time. */
    private double headLoss(Tensor chosen, long[] labels, double share) {
        double sum = 0;
        for (int from = 0; from < labels.length; from += POSITIONS) {
            int to = Math.min(labels.length, from + POSITIONS);
            try (Scope ignored = engine.scope()) {
                Tensor logits = logShares(chosen.slice(0, from, to));
                Tensor wanted = engine.tensor(Arrays.copyOfRange(labels, from, to), to - from, 1);
                Tensor loss = logits.gather(1, wanted).sum().multiply(-1);
                sum += loss.item();
                if (share > 0) {
                    loss.multiply(share).backward();
                }
            }
        }
        return sum;
    }

    /** The logits themselves are freed at once, since only their logarithmic shares are needed on the way back. */
    private Tensor logShares(Tensor hidden) {
        try (Scope inner = engine.scope()) {
            return inner.keep(model.logits(hidden).logSoftmax(-1));
        }
    }

    private Layout layout(Batch batch) {
        Sequences texts = batch.sequences();
        int virtual = tuned.virtualTokens();
        long[] places = batch.places();
        if (virtual == 0) {
            return new Layout(texts, texts, places, batch.labels());
        }
        int length = texts.length();
        long[] shifted = Arrays.stream(places)
                .map(place -> place + (place / length + 1) * virtual)
                .toArray();
        List<int[]> longer = new ArrayList<>();
        batch.examples().forEach(example -> longer.add(new int[virtual + example.tokens().length]));
        return new Layout(texts, Sequences.padded(longer, 0), shifted, batch.labels());
    }

    /** The texts, the same with learned positions before them, and where which tokens are to be told. */
    @SuppressWarnings("ArrayRecordComponent") // numbers on their way to the engine
    private record Layout(Sequences texts, Sequences all, long[] places, long[] labels) {}
}
