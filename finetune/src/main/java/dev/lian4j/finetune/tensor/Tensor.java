package dev.lian4j.finetune.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An array of numbers where the engine computes. Operations give new tensors (views share the numbers: {@link #reshape},
 * {@link #transpose}, {@link #slice}, {@link #expand}, {@link #detach}); those whose name ends in {@code Assign} change
 * this one. Operands are brought to one shape as in NumPy. A negative axis counts from the end. Unless said, operations
 * pass gradients.
 *
 * <p>Lives in a {@link Scope}; see {@link TensorEngine} for scopes, gradients and threads. Using a freed tensor is an
 * {@link IllegalStateException}.
 */
public abstract class Tensor implements AutoCloseable {

    private volatile Scope owner;
    private volatile boolean closed;

    /** For engines: a tensor that lives in this scope. */
    @SuppressWarnings("this-escape") // the scope only remembers it
    protected Tensor(Scope owner) {
        this.owner = owner;
        owner.add(this);
    }

    final void moveTo(Scope scope) {
        if (closed) {
            throw new IllegalStateException("This tensor has been freed; keep it before its scope closes");
        }
        owner.remove(this);
        scope.add(this);
        owner = scope;
    }

    // -- what it is

    /** Its lengths, the slowest running first; empty for a single number. */
    public abstract long[] shape();

    /** How its numbers are held. */
    public abstract NumberType type();

    /** Its length along an axis. */
    public final long size(int axis) {
        long[] shape = shape();
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    /** How many numbers it has. */
    public final long count() {
        return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
    }

    // -- numbers in and out; none of these passes gradients

    /** All its numbers, row by row, as 32-bit floats; of below 2 GiB (take slices of larger ones). */
    public abstract float[] floats();

    /** All its numbers, row by row; of an INT64 tensor only. */
    public abstract long[] longs();

    /** The only number of a tensor of one. */
    public final float item() {
        if (count() != 1) {
            throw new IllegalArgumentException("A tensor of one number is wanted, this is " + this);
        }
        return floats()[0];
    }

    /**
     * Lets the writer put its numbers in place, row by row, as 32-bit floats; the buffer must not be used later.
     *
     * @throws IllegalArgumentException if it is no FLOAT32 tensor of below 2 GiB that was made by the engine's
     *     {@code empty} or {@code zeros}, or a slice of such a tensor's first axis
     */
    public final void write(Consumer<? super FloatBuffer> writer) {
        if (type() != NumberType.FLOAT32) {
            throw new IllegalArgumentException("Only FLOAT32 is written as floats, this is " + this);
        }
        writer.accept(memory().asFloatBuffer());
    }

    /** As {@link #write}, with the bytes of whatever type it has, in the native order. */
    public final void writeBytes(Consumer<? super ByteBuffer> writer) {
        writer.accept(memory());
    }

    /** Its own memory, in the native byte order. */
    protected abstract ByteBuffer memory();

    // -- form

    /** The same numbers in another shape; one length may be -1 and is worked out. */
    public abstract Tensor reshape(long... shape);

    /** Two axes exchanged. */
    public abstract Tensor transpose(int axis1, int axis2);

    /** From index {@code from} to before {@code to} along an axis. */
    public abstract Tensor slice(int axis, long from, long to);

    /** Axes of length 1 (and new first ones) repeated to this shape, without copying. */
    public abstract Tensor expand(long... shape);

    /** The same numbers held in another way; the same tensor where they are already. Does not pass gradients. */
    public abstract Tensor to(NumberType type);

    /** A copy with memory of its own. Does not pass gradients. */
    public abstract Tensor copy();

    // -- arithmetic

    /** The sum of both. */
    public abstract Tensor add(Tensor other);

    /** This and a number. */
    public abstract Tensor add(double number);

    /** This without the other. */
    public abstract Tensor subtract(Tensor other);

    /** The product, number by number. */
    public abstract Tensor multiply(Tensor other);

    /** This so many times. */
    public abstract Tensor multiply(double number);

    /** This divided by the other, number by number. */
    public abstract Tensor divide(Tensor other);

    /** Each number to this power. */
    public abstract Tensor pow(double exponent);

    /** Matrices multiplied: {@code [.., n, k] x [.., k, m] = [.., n, m]}. */
    public abstract Tensor matmul(Tensor other);

    /** {@code x Wᵀ}: {@code [.., in]} by a weight {@code [out, in]} gives {@code [.., out]}. */
    public abstract Tensor linear(Tensor weight);

    /** {@code x Wᵀ + b}, with a bias {@code [out]}. */
    public abstract Tensor linear(Tensor weight, Tensor bias);

    // -- functions

    /** e to each number. */
    public abstract Tensor exp();

    /** The natural logarithm. */
    public abstract Tensor log();

    /** 1 / (1 + e^-x). */
    public abstract Tensor sigmoid();

    /** The hyperbolic tangent. */
    public abstract Tensor tanh();

    /** What is negative made 0. */
    public abstract Tensor relu();

    /** The Gaussian error linear unit, exact. */
    public abstract Tensor gelu();

    /** log(1 + e^x), safe for large x; {@code -softplus(-x)} is log sigmoid. */
    public abstract Tensor softplus();

    /** x sigmoid(x), also called swish. */
    public Tensor silu() {
        return multiply(sigmoid());
    }

    /** Shares that add to 1 along the axis. */
    public abstract Tensor softmax(int axis);

    /** The logarithms of the shares. */
    public abstract Tensor logSoftmax(int axis);

    /** Each number dropped (made 0) with this probability, the rest grown by 1 / (1 - p); draws random numbers. */
    public abstract Tensor dropout(double probability);

    // -- reductions; the axis stays, with length 1

    /** The sum of all, a single number. */
    public abstract Tensor sum();

    /** The sums along an axis. */
    public abstract Tensor sum(int axis);

    /** The means along an axis. */
    public abstract Tensor mean(int axis);

    /** The largest along an axis. Passes gradients to one of equals. */
    public abstract Tensor max(int axis);

    /** Where the largest is along an axis: INT64, no gradients. */
    public abstract Tensor argmax(int axis);

    // -- choice

    /** The rows of this {@code [rows, width]} that the ids (INT64, any shape) name: {@code [.., width]}. */
    public abstract Tensor rows(Tensor ids);

    /** Along the axis the numbers that the index (INT64, of this tensor's rank) names; of the index's shape. */
    public abstract Tensor gather(int axis, Tensor index);

    // -- changing in place: never recorded, so in a quiet scope where this needs gradients

    /** Takes the other's numbers, brought to its shape and type. */
    public abstract void assign(Tensor other);

    /** Adds the other to this. */
    public abstract void addAssign(Tensor other);

    /** Multiplies each number. */
    public abstract void multiplyAssign(double number);

    // -- gradients

    /** The same numbers, unknown to what was recorded: gradients end here. */
    public abstract Tensor detach();

    /** Whether operations on this are recorded, in a recording scope. */
    public abstract boolean requiresGradient();

    /** Says whether gradients of this tensor are wanted; not of one that was computed from others. Gives back this. */
    public abstract Tensor requireGradient(boolean wanted);

    /** Adds to the gradients of all that this single number was computed from. What was recorded is forgotten. */
    public abstract void backward();

    /**
     * Adds to the gradients of all that this was computed from, given this tensor's own. What was recorded is forgotten.
     *
     * @param gradient of this shape
     */
    public abstract void backward(Tensor gradient);

    /** What {@link #backward()} added up, a view that lives in the current scope; empty before the first. */
    public abstract Optional<Tensor> gradient();

    /** Sets the gradient to 0, if there is one. A NaN goes away too. */
    public abstract void zeroGradient();

    // -- life

    /** Frees it before its scope ends. Closing twice does nothing. */
    @Override
    public final void close() {
        closed = true;
        owner.remove(this);
        free();
    }

    /** Frees the memory, if that has not happened yet. */
    protected abstract void free();

    @Override
    public String toString() {
        return type() + Arrays.toString(shape());
    }
}
