package dev.lian4j.finetune.tensor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of tensors: what a thread computes belongs to the innermost scope that it has open, and is freed when that
 * closes. Scopes of a thread nest and are closed on it in the reverse order. A scope also says whether operations are
 * recorded for {@link Tensor#backward()}; see {@link TensorEngine}.
 */
public final class Scope implements AutoCloseable {

    private final @Nullable Scope outer;
    private final boolean recording;
    private final OpenScopes stack;
    private final Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    Scope(@Nullable Scope outer, boolean recording, OpenScopes stack) {
        this.outer = outer;
        this.recording = recording;
        this.stack = stack;
    }

    /** Whether operations are recorded for gradients. */
    public boolean recording() {
        return recording;
    }

    /**
     * Lets a tensor live on in the scope around this one (in the engine's own, where there is none), and gives it back.
     *
     * @throws IllegalStateException if the tensor has been freed
     */
    public Tensor keep(Tensor tensor) {
        tensor.moveTo(outer == null ? stack.root() : outer);
        return tensor;
    }

    /** How many tensors it would free; for tests of leaks. */
    public synchronized int size() {
        return tensors.size();
    }

    synchronized void add(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException("The scope is closed; nothing can live in it any more");
        }
        tensors.add(tensor);
    }

    synchronized void remove(Tensor tensor) {
        tensors.remove(tensor);
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    /**
     * Frees its tensors. Closing twice does nothing.
     *
     * @throws IllegalStateException if it is not the innermost scope of the calling thread
     */
    @Override
    public void close() {
        if (!closed) {
            stack.leave(this);
            free();
        }
    }

    void free() {
        List<Tensor> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(tensors);
            tensors.clear();
        }
        all.forEach(Tensor::close);
    }
}
