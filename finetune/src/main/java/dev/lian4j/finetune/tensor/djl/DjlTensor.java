package dev.lian4j.finetune.tensor.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A tensor of PyTorch. The operations are called below DJL's own, since those make a direct buffer for each number, and
 * DJL's collector of gradients serves one user a process.
 */
final class DjlTensor extends Tensor {

    private final DjlEngine engine;
    private final PtNDArray array;
    private final boolean inOrder;

    /**
     * A tensor in a scope.
     *
     * @param inOrder whether its numbers are known to lie in memory row by row, so that they may be written there
     */
    DjlTensor(DjlEngine engine, Scope scope, PtNDArray array, boolean inOrder) {
        super(scope);
        this.engine = engine;
        this.array = array;
        this.inOrder = inOrder;
    }

    /** PyTorch's side of a tensor. */
    static PtNDArray array(Tensor tensor) {
        return ((DjlTensor) tensor).array;
    }

    private Tensor view(UnaryOperator<PtNDArray> operation, boolean stillInOrder) {
        return engine.computed(() -> operation.apply(array), stillInOrder);
    }

    private Tensor mapped(UnaryOperator<PtNDArray> operation) {
        return engine.computed(() -> operation.apply(array));
    }

    private Tensor with(Tensor other, BinaryOperator<PtNDArray> operation) {
        return engine.computed(() -> operation.apply(array, array(other)));
    }

    private Tensor with(double number, BinaryOperator<PtNDArray> operation) {
        return engine.computed(() -> {
            try (PtNDArray value = engine.number(number)) {
                return operation.apply(array, value);
            }
        });
    }

    // -- what it is

    @Override
    public long[] shape() {
        return array.getShape().getShape();
    }

    @Override
    public NumberType type() {
        return Types.of(array.getDataType());
    }

    // -- numbers

    @Override
    public float[] floats() {
        if (type() != NumberType.FLOAT32) {
            try (PtNDArray wide = JniUtils.to(array, DataType.FLOAT32, array.getDevice())) {
                return floats(wide);
            }
        }
        return floats(array);
    }

    private static float[] floats(PtNDArray array) {
        ByteBuffer bytes = Faults.told(() -> JniUtils.getByteBuffer(array, false));
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.order(ByteOrder.nativeOrder()).asFloatBuffer().get(floats);
        return floats;
    }

    @Override
    public long[] longs() {
        if (type() != NumberType.INT64) {
            throw new IllegalArgumentException("Only INT64 is read as whole numbers, this is " + this);
        }
        ByteBuffer bytes = Faults.told(() -> JniUtils.getByteBuffer(array, false));
        long[] longs = new long[bytes.remaining() / Long.BYTES];
        bytes.order(ByteOrder.nativeOrder()).asLongBuffer().get(longs);
        return longs;
    }

    @Override
    protected ByteBuffer memory() {
        if (!inOrder) {
            throw new IllegalArgumentException("Only what engine.empty and zeros made is written to, not " + this);
        }
        return Faults.told(() -> JniUtils.getByteBuffer(array, true));
    }

    // -- form

    @Override
    public Tensor reshape(long... shape) {
        return view(a -> JniUtils.reshape(a, shape), inOrder);
    }

    @Override
    public Tensor transpose(int axis1, int axis2) {
        return view(a -> JniUtils.transpose(a, axis1, axis2), false);
    }

    @Override
    public Tensor slice(int axis, long from, long to) {
        if (from < 0 || to > size(axis) || from > to) {
            throw new IllegalArgumentException("Axis " + axis + " of " + this + " has no part " + from + " to " + to);
        }
        return view(a -> JniUtils.slice(a, axis, from, to, 1), inOrder && axis == 0);
    }

    @Override
    public Tensor expand(long... shape) {
        return view(a -> JniUtils.broadcast(a, new Shape(shape)), false);
    }

    @Override
    public Tensor to(NumberType type) {
        return type == type() ? this : mapped(a -> JniUtils.to(a, Types.of(type), a.getDevice()));
    }

    @Override
    public Tensor copy() {
        return mapped(JniUtils::clone);
    }

    // -- arithmetic

    @Override
    public Tensor add(Tensor other) {
        return with(other, JniUtils::add);
    }

    @Override
    public Tensor add(double number) {
        return with(number, JniUtils::add);
    }

    @Override
    public Tensor subtract(Tensor other) {
        return with(other, JniUtils::sub);
    }

    @Override
    public Tensor multiply(Tensor other) {
        return with(other, JniUtils::mul);
    }

    @Override
    public Tensor multiply(double number) {
        return with(number, JniUtils::mul);
    }

    @Override
    public Tensor divide(Tensor other) {
        return with(other, JniUtils::div);
    }

    @Override
    public Tensor pow(double exponent) {
        if (exponent == 2) {
            return mapped(JniUtils::square);
        }
        return exponent == 0.5 ? mapped(JniUtils::sqrt) : with(exponent, JniUtils::pow);
    }

    @Override
    public Tensor matmul(Tensor other) {
        return with(other, JniUtils::matmul);
    }

    @Override
    public Tensor linear(Tensor weight) {
        PtNDArray matrix = array(weight);
        return engine.computed(
                () -> OneRow.is(array) ? OneRow.linear(array, matrix) : JniUtils.linear(array, matrix, null));
    }

    @Override
    public Tensor linear(Tensor weight, Tensor bias) {
        return OneRow.is(array)
                ? linear(weight).add(bias)
                : engine.computed(() -> JniUtils.linear(array, array(weight), array(bias)));
    }

    // -- functions

    @Override
    public Tensor exp() {
        return mapped(JniUtils::exp);
    }

    @Override
    public Tensor log() {
        return mapped(JniUtils::log);
    }

    @Override
    public Tensor sigmoid() {
        return mapped(JniUtils::sigmoid);
    }

    @Override
    public Tensor tanh() {
        return mapped(JniUtils::tanh);
    }

    @Override
    public Tensor relu() {
        return mapped(JniUtils::relu);
    }

    @Override
    public Tensor gelu() {
        return mapped(JniUtils::gelu);
    }

    @Override
    public Tensor softplus() {
        return mapped(JniUtils::softPlus);
    }

    @Override
    public Tensor softmax(int axis) {
        return mapped(a -> JniUtils.softmax(a, axis, a.getDataType()));
    }

    @Override
    public Tensor logSoftmax(int axis) {
        return mapped(a -> JniUtils.logSoftmax(a, axis, a.getDataType()));
    }

    @Override
    public Tensor dropout(double probability) {
        return mapped(a -> JniUtils.dropout(a, probability, true));
    }

    // -- reductions

    @Override
    public Tensor sum() {
        return mapped(JniUtils::sum);
    }

    @Override
    public Tensor sum(int axis) {
        return mapped(a -> JniUtils.sum(a, new long[] {axis}, true));
    }

    @Override
    public Tensor mean(int axis) {
        return mapped(a -> JniUtils.mean(a, axis, true));
    }

    @Override
    public Tensor max(int axis) {
        return mapped(a -> JniUtils.max(a, axis, true));
    }

    @Override
    public Tensor argmax(int axis) {
        return mapped(a -> JniUtils.argMax(a, axis, true));
    }

    // -- choice

    @Override
    public Tensor rows(Tensor ids) {
        return with(ids, (table, index) -> JniUtils.embedding(index, table, false));
    }

    @Override
    public Tensor gather(int axis, Tensor index) {
        return with(index, (a, i) -> JniUtils.gather(a, i, axis));
    }

    // -- in place

    @Override
    public void assign(Tensor other) {
        long[] whole = shape();
        if (whole.length == 0) {
            reshape(1).assign(other);
            return;
        }
        long[] steps = new long[whole.length];
        Arrays.fill(steps, 1);
        changed(() -> JniUtils.indexSet(array, array(other), new long[whole.length], whole, steps));
    }

    @Override
    public void addAssign(Tensor other) {
        changed(() -> JniUtils.addi(array, array(other)));
    }

    @Override
    public void multiplyAssign(double number) {
        changed(() -> {
            try (PtNDArray value = engine.number(number)) {
                JniUtils.muli(array, value);
            }
        });
    }

    private static void changed(Runnable change) {
        Faults.told(() -> {
            change.run();
            return true;
        });
    }

    // -- gradients

    @Override
    public Tensor detach() {
        return view(JniUtils::detachGradient, inOrder);
    }

    @Override
    public boolean requiresGradient() {
        return JniUtils.requiresGrad(array) || computedFromSuch();
    }

    /** DJL does not tell, but PyTorch refuses to switch the flag of a tensor that it knows the history of. */
    private boolean computedFromSuch() {
        try {
            JniUtils.attachGradient(array, false);
            return false;
        } catch (EngineException e) {
            return true;
        }
    }

    @Override
    public Tensor requireGradient(boolean wanted) {
        changed(() -> JniUtils.attachGradient(array, wanted));
        return this;
    }

    @Override
    public void backward() {
        if (count() != 1) {
            throw new IllegalArgumentException("Without a gradient only a single number goes backward, not " + this);
        }
        try (PtNDArray one = engine.filled(1, array.getShape())) {
            backward(one);
        }
    }

    @Override
    public void backward(Tensor gradient) {
        backward(array(gradient));
    }

    private void backward(NDArray gradient) {
        changed(() -> JniUtils.backward(array, (PtNDArray) gradient, false, false));
    }

    @Override
    public Optional<Tensor> gradient() {
        PtNDArray gradient = Faults.told(() -> Optional.ofNullable(JniUtils.getGradient(array)))
                .orElse(null);
        return gradient == null ? Optional.empty() : Optional.of(engine.computed(() -> gradient));
    }

    @Override
    public void zeroGradient() {
        changed(() -> JniUtils.zeroGrad(array));
    }

    @Override
    protected void free() {
        array.close();
    }
}
