package dev.lian4j.finetune.tensor;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes tensors and says how long they live. One engine serves a program; several threads may use it, each with scopes
 * of its own, and share tensors that none of them changes.
 *
 * <ul>
 *   <li>Every operation needs a {@link Scope} open on the calling thread; its result lives there. A training step is one
 *       scope. What is to outlive it goes through {@link Scope#keep} or {@link #keep}.
 *   <li>Gradients are recorded only within {@link #recording}; outside, and on any new thread, nothing is. A
 *       {@link #quiet} scope within a recording one records nothing: evaluation, the optimizer's update, and the first
 *       pass of a block whose activations are computed again.
 *   <li>Recomputation: run a block in a quiet scope and keep its input and output; when the output's gradient is there,
 *       {@link Tensor#detach() detach} the input, let it {@link Tensor#requireGradient require a gradient}, run the block
 *       again in a recording scope, and call {@link Tensor#backward(Tensor)} with the output's gradient: the parameters'
 *       gradients grow, the detached input has its own.
 *   <li>Chunks: the same with the language head and a part of the positions at a time.
 * </ul>
 *
 * <p>Wrong shapes are an {@link IllegalArgumentException}, memory that runs out a
 * {@link dev.lian4j.core.error.ModelException}.
 */
public abstract class TensorEngine implements AutoCloseable {

    private final OpenScopes scopes = new OpenScopes(this::record);

    /** For engines. */
    protected TensorEngine() {}

    /** Opens a scope that records gradients if the one around it does. */
    public final Scope scope() {
        return scopes.enter(null);
    }

    /** Opens a scope that records gradients. */
    public final Scope recording() {
        return scopes.enter(true);
    }

    /** Opens a scope that records none. */
    public final Scope quiet() {
        return scopes.enter(false);
    }

    /** Lets a tensor live until it is closed, or the engine is; gives it back. */
    public final Tensor keep(Tensor tensor) {
        tensor.moveTo(scopes.root());
        return tensor;
    }

    /** How many tensors live outside of all scopes; for tests of leaks. */
    public final int kept() {
        return scopes.root().size();
    }

    /** The scope of what the calling thread computes. */
    protected final Scope current() {
        return scopes.current();
    }

    /** A tensor of 32-bit floats, copied from an array, row by row. */
    public abstract Tensor tensor(float[] values, long... shape);

    /** A tensor of 64-bit integers, copied from an array, row by row. */
    public abstract Tensor tensor(long[] values, long... shape);

    /** A tensor of so many zeros. */
    public abstract Tensor zeros(NumberType type, long... shape);

    /**
     * A tensor of 32-bit floats that the writer fills, row by row, in the engine's own memory; what it leaves out is
     * undefined.
     *
     * @param shape of at most 2^29 - 1 numbers; larger tensors are made empty and written by slices of their first axis
     */
    public final Tensor filled(Consumer<? super FloatBuffer> writer, long... shape) {
        Tensor tensor = empty(NumberType.FLOAT32, shape);
        tensor.write(writer);
        return tensor;
    }

    /** A tensor whose numbers are undefined until they are {@link Tensor#write written}. */
    public abstract Tensor empty(NumberType type, long... shape);

    /**
     * A matrix {@code [out, in]} times a single row of {@code in} numbers: {@code out} numbers, without gradients. What a
     * model that writes a text spends its time on.
     */
    public abstract float[] product(Tensor matrix, float[] row);

    /** Tensors joined along an axis; the other lengths must be equal. Passes gradients. */
    public abstract Tensor concat(List<Tensor> parts, int axis);

    /** Starts the engine's random numbers anew; only {@link Tensor#dropout} draws them. One sequence for all threads. */
    public abstract void seed(long seed);

    /** Says on the calling thread whether operations are recorded from now on. */
    protected abstract void record(boolean on);

    /** Frees what was kept. No thread may compute any more. */
    @Override
    public void close() {
        scopes.root().free();
    }
}
