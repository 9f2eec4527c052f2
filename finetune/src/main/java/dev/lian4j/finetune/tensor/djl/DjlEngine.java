package dev.lian4j.finetune.tensor.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * PyTorch on the CPU, through DJL. The native library is a dependency that the program chooses by its platform:
 * {@code ai.djl.pytorch:pytorch-native-cpu:2.7.1} with the classifier {@code linux-x86_64}, {@code linux-aarch64},
 * {@code osx-aarch64} or {@code win-x86_64}. It is unpacked once below {@code ~/.djl.ai}, or where the environment
 * variable {@code DJL_CACHE_DIR} says; nothing is ever fetched.
 */
public final class DjlEngine extends TensorEngine {

    private static final Map<String, String> OFFLINE = Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

    private final PtNDManager manager;

    private DjlEngine(PtNDManager manager) {
        this.manager = manager;
    }

    /**
     * Loads the native library, where that has not happened yet.
     *
     * @throws ModelException if there is none for this platform on the class path
     */
    public static DjlEngine start() {
        return new DjlEngine((PtNDManager) loaded().newBaseManager(Device.cpu()));
    }

    /**
     * As {@link #start()}, computing with so many threads; this is one number for the whole process. By default as many
     * as there are cores.
     */
    public static DjlEngine start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        DjlEngine engine = start();
        JniUtils.setNumThreads(threads);
        return engine;
    }

    private static synchronized Engine loaded() {
        try (TemporaryProperties ignored = new TemporaryProperties(OFFLINE)) {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | IllegalStateException e) {
            throw new ModelException(
                    "PyTorch's native library cannot be loaded: add ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the"
                            + " classifier of this platform (linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64)"
                            + " to the dependencies. " + e.getMessage(),
                    ModelException.Details.NONE,
                    e);
        }
    }

    @Override
    public Tensor tensor(float[] values, long... shape) {
        Tensor tensor = empty(NumberType.FLOAT32, checked(values.length, shape));
        tensor.write(buffer -> buffer.put(values));
        return tensor;
    }

    @Override
    public Tensor tensor(long[] values, long... shape) {
        Tensor tensor = empty(NumberType.INT64, checked(values.length, shape));
        tensor.writeBytes(buffer -> buffer.asLongBuffer().put(values));
        return tensor;
    }

    private static long[] checked(int length, long[] shape) {
        Shape wanted = new Shape(shape);
        if (wanted.size() != length) {
            throw new IllegalArgumentException(length + " numbers do not make a tensor of the shape " + wanted);
        }
        return shape;
    }

    @Override
    public Tensor zeros(NumberType type, long... shape) {
        return computed(() -> (PtNDArray) manager.zeros(new Shape(shape), Types.of(type)), true);
    }

    @Override
    public Tensor empty(NumberType type, long... shape) {
        return computed(() -> manager.create(new Shape(shape), Types.of(type)), true);
    }

    @Override
    public Tensor concat(List<Tensor> parts, int axis) {
        PtNDArray[] arrays = parts.stream().map(DjlTensor::array).toArray(PtNDArray[]::new);
        return computed(() -> JniUtils.cat(arrays, axis));
    }

    @Override
    public float[] product(Tensor matrix, float[] row) {
        return Faults.told(() -> OneRow.product(manager, DjlTensor.array(matrix), row));
    }

    @Override
    public void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    @Override
    protected void record(boolean on) {
        JniUtils.setGradMode(on);
    }

    /** The result of an operation, in the scope of this thread. */
    Tensor computed(Supplier<PtNDArray> operation) {
        return computed(operation, false);
    }

    /** The same, where its numbers may be known to lie in memory row by row. */
    Tensor computed(Supplier<PtNDArray> operation, boolean inOrder) {
        Scope scope = current();
        return new DjlTensor(this, scope, Faults.told(operation), inOrder);
    }

    /** A number as an array that PyTorch takes for a plain number. To be closed. */
    PtNDArray number(double value) {
        return filled(value, new Shape());
    }

    /** As many times the number as the shape has places. To be closed. */
    PtNDArray filled(double value, Shape shape) {
        return JniUtils.full(manager, shape, value, DataType.FLOAT32, Device.cpu(), SparseFormat.DENSE);
    }

    @Override
    public void close() {
        super.close();
        manager.close();
    }
}
