package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.Weights;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A causal language model of the Llama family: from token ids to the logits of the token that follows each. All parameters
 * are frozen at first; training lets some {@link Tensor#requireGradient require gradients}, or puts trained parts around
 * projections by {@link #linears()}.
 *
 * <p>Computing needs a scope of the {@link #engine()} open on the calling thread. Several threads may compute at once
 * while none changes parameters or projections. To be closed.
 */
public final class CausalLm implements Prompted, AutoCloseable {

    private final TensorEngine engine;
    private final ModelConfig config;
    private final Map<String, Tensor> parameters;
    private final @Nullable Weights stored;
    private final List<Block> blocks;
    private final RmsNorm lastNorm;
    private final LinearSlot head;
    private final Map<String, LinearSlot> linears;

    private CausalLm(
            TensorEngine engine, ModelConfig config, Map<String, Tensor> parameters, @Nullable Weights stored) {
        this.engine = engine;
        this.stored = stored;
        this.config = config;
        this.parameters = Collections.unmodifiableMap(parameters);
        Parts parts = new Parts(
                engine, parameters, name -> Objects.requireNonNull(stored, name).tensor(name), config.normEpsilon());
        this.blocks = IntStream.range(0, config.layers())
                .mapToObj(layer -> new Block(config, layer, parts))
                .toList();
        this.lastNorm = parts.norm(ParameterShapes.LAST_NORM);
        this.head = parts.linear(
                ParameterShapes.HEAD, config.tiedEmbeddings() ? ParameterShapes.EMBEDDING : ParameterShapes.HEAD);
        Map<String, LinearSlot> byName = new LinkedHashMap<>();
        parts.slots().forEach(slot -> byName.put(slot.name(), slot));
        this.linears = Collections.unmodifiableMap(byName);
    }

    /**
     * Reads a model's parameters; the weights may be closed afterwards.
     *
     * @throws dev.lian4j.core.error.ModelException if a tensor is missing, of another shape than the configuration says,
     *     or one that no such model has; names it
     */
    public static CausalLm load(TensorEngine engine, ModelConfig config, Weights weights) {
        return new CausalLm(engine, config, new ParameterLoader(engine, config).read(weights), null);
    }

    /**
     * Reads a model whose projections stay as the weights hold them, quantised perhaps, and are made to numbers layer by
     * layer each time they are needed: for adapters that are trained on a model too large for memory, as QLoRA does, with
     * layers recomputed ({@code TrainerConfig}). Writing texts is slow with it. The projections are not among the
     * {@link #parameters}. Closing the model closes the weights.
     *
     * @throws dev.lian4j.core.error.ModelException as {@link #load}
     */
    public static CausalLm loadQuantized(TensorEngine engine, ModelConfig config, Weights weights) {
        return new CausalLm(
                engine, config, new ParameterLoader(engine, config).readWithoutProjections(weights), weights);
    }

    /**
     * A model that knows nothing yet: weights by chance, normal with a deviation of 0.02 as Hugging Face's, norms 1,
     * biases 0. The same seed gives the same model.
     */
    public static CausalLm random(TensorEngine engine, ModelConfig config, long seed) {
        return new CausalLm(engine, config, new ParameterLoader(engine, config).random(seed), null);
    }

    /** What it looks like. */
    public ModelConfig config() {
        return config;
    }

    /** Whether projections stay as the weights hold them. */
    public boolean quantized() {
        return stored != null;
    }

    /** What it computes with. */
    public TensorEngine engine() {
        return engine;
    }

    /** All its own parameters by Hugging Face's names, in their usual order; the map cannot be changed. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }

    /** The projections by name, from the first layer's {@code q_proj} to {@code lm_head}. */
    public Map<String, LinearSlot> linears() {
        return linears;
    }

    /** The layers in order; with {@link #pass}, {@link #embed}, {@link #norm} and {@link #logits} all of a forward pass. */
    public List<Block> blocks() {
        return blocks;
    }

    @Override
    public CausalLm model() {
        return this;
    }

    /** The embeddings of the tokens, {@code [rows, length, hidden]}. */
    public Tensor embeddings(Sequences sequences) {
        Tensor ids = engine.tensor(sequences.flatIds(), sequences.rows(), sequences.length());
        return embeddings().rows(ids);
    }

    /** The embedding table, {@code [vocabulary, hidden]}. */
    public Tensor embeddings() {
        return parameters.get(ParameterShapes.EMBEDDING + ".weight");
    }

    /** What the blocks share: rotations and masks of these tokens behind those of the memory. */
    public Pass pass(Sequences sequences, AttentionMemory memory) {
        Masks masks = new Masks(engine, sequences, memory.length());
        int window = config.attention().window();
        return new Pass(
                Rotation.of(engine, config.rope(), sequences.positions()),
                masks.mask(0),
                window == 0 ? Optional.empty() : masks.mask(window),
                memory);
    }

    RmsNorm lastNorm() {
        return lastNorm;
    }

    LinearSlot head() {
        return head;
    }

    /** The norm behind the last block. */
    public Tensor norm(Tensor x) {
        return lastNorm.apply(x);
    }

    /** The language head: {@code [.., hidden]} to {@code [.., vocabulary]}; a part of the positions at a time, to save memory. */
    public Tensor logits(Tensor hidden) {
        return head.apply(hidden);
    }

    /** What the language head takes, {@code [rows, length, hidden]}. */
    public Tensor hidden(Sequences sequences) {
        return hidden(embed(sequences), sequences, AttentionMemory.NONE);
    }

    /**
     * The same, from embeddings of the caller's: with learned ones among them, or tokens behind earlier ones.
     *
     * @param embeddings {@code [rows, length, hidden]}
     * @param sequences positions and segments of what is embedded; its ids are not looked at
     */
    public Tensor hidden(Tensor embeddings, Sequences sequences, AttentionMemory memory) {
        Pass pass = pass(sequences, memory);
        Tensor x = embeddings;
        for (Block block : blocks) {
            x = block.apply(x, pass);
        }
        return norm(x);
    }

    /** The logits of the token that follows each, {@code [rows, length, vocabulary]}. */
    public Tensor forward(Sequences sequences) {
        return logits(hidden(sequences));
    }

    /**
     * Writes {@code config.json} and {@code model.safetensors} as Hugging Face has them, what is put around projections
     * left out.
     *
     * @throws dev.lian4j.core.error.ModelException if they cannot be written
     */
    public void save(Path directory) {
        if (stored != null) {
            throw new ModelException("A model that is kept quantised cannot be saved: load it whole first");
        }
        new ModelFiles(config, parameters).write(directory);
    }

    /** Frees the parameters. */
    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        if (stored != null) {
            stored.close();
        }
    }

    @Override
    public String toString() {
        return "CausalLm[" + config.architecture().type() + ", " + config.parameters() + " parameters]";
    }
}
