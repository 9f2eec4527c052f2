package dev.lian4j.finetune.tensor;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scopes that each thread has open on an engine. */
final class OpenScopes {

    private final Consumer<Boolean> recorder;
    private final Scope root = new Scope(null, false, this);

    @SuppressWarnings("ThreadLocalUsage") // each engine has its own, and programs have one engine
    private final ThreadLocal<@Nullable Scope> innermost = new ThreadLocal<>();

    /** Scopes that tell the engine, on the thread it concerns, whether to record from now on. */
    OpenScopes(Consumer<Boolean> recorder) {
        this.recorder = recorder;
    }

    /** What lives as long as the engine. */
    Scope root() {
        return root;
    }

    /** Opens a scope; one that inherits what is recorded where {@code recording} is null. */
    Scope enter(@Nullable Boolean recording) {
        Scope outer = innermost.get();
        boolean records = recording != null ? recording : outer != null && outer.recording();
        Scope scope = new Scope(outer, records, this);
        innermost.set(scope);
        recorder.accept(records);
        return scope;
    }

    void leave(Scope scope) {
        if (innermost.get() != scope) {
            throw new IllegalStateException("Scopes are closed on their own thread, the innermost first");
        }
        Scope outer = scope.outer();
        if (outer == null) {
            innermost.remove();
        } else {
            innermost.set(outer);
        }
        recorder.accept(outer != null && outer.recording());
    }

    /**
     * Where what this thread computes belongs to.
     *
     * @throws IllegalStateException if it has no scope open
     */
    Scope current() {
        Scope scope = innermost.get();
        if (scope == null) {
            throw new IllegalStateException("Tensors are computed within a scope: open one with engine.scope()");
        }
        return scope;
    }
}
