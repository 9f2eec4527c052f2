package dev.lian4j.core;

import dev.lian4j.core.error.CancelledException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The same work over several inputs, some at once, order kept. The calling thread works too. */
final class Fork<I extends @Nullable Object, O extends @Nullable Object> {

    private final List<I> inputs;
    private final BiFunction<I, Run, O> work;
    private final boolean failFast;
    private final CancelScope scope = new CancelScope();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Outcome<O>> outcomes;
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();

    private Fork(Collection<? extends I> inputs, BiFunction<I, Run, O> work, boolean failFast) {
        this.inputs = new ArrayList<>(inputs);
        this.work = work;
        this.failFast = failFast;
        this.outcomes = new AtomicReferenceArray<>(inputs.size());
    }

    /** All results in order; the first error cancels what is under way, drops what is waiting, and is thrown. */
    static <I extends @Nullable Object, O extends @Nullable Object> List<O> all(
            Collection<? extends I> inputs, Run run, int parallelism, BiFunction<I, Run, O> work) {
        Fork<I, O> fork = new Fork<>(inputs, work, true);
        fork.join(run, parallelism);
        Throwable error = fork.firstError.get();
        if (error != null) {
            new Outcome.Failure<O>(error).get();
        }
        List<O> results = new ArrayList<>(inputs.size());
        fork.collect().forEach(outcome -> results.add(outcome.get()));
        return Collections.unmodifiableList(results);
    }

    /** What became of each input, in order; errors stay with their inputs. */
    static <I extends @Nullable Object, O extends @Nullable Object> List<Outcome<O>> outcomes(
            Collection<? extends I> inputs, Run run, int parallelism, BiFunction<I, Run, O> work) {
        Fork<I, O> fork = new Fork<>(inputs, work, false);
        fork.join(run, parallelism);
        return fork.collect();
    }

    private void join(Run run, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        Run forked = run.within(scope);
        try (Run.Registration ignored = run.onCancel(scope::cancel)) {
            List<CompletableFuture<Void>> others = helpers(Math.min(parallelism, inputs.size()) - 1, forked);
            try (Interruption ignoredToo = Interruption.by(scope)) {
                drain(forked);
            }
            endIfInterrupted();
            others.forEach(this::await);
        }
        run.checkCancelled();
    }

    private List<CompletableFuture<Void>> helpers(int count, Run forked) {
        List<CompletableFuture<Void>> helpers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                helpers.add(Workers.start(scope, () -> drain(forked)));
            }
        } catch (Throwable noThread) {
            scope.cancel();
            throw noThread;
        }
        return helpers;
    }

    /** An interrupt of the caller is for the whole fork, whatever its step made of it. */
    private void endIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            scope.cancel();
            throw CancelledException.interrupted("running steps in parallel");
        }
    }

    private void await(CompletableFuture<Void> other) {
        try {
            other.get();
        } catch (InterruptedException e) {
            scope.cancel();
            throw CancelledException.interrupted("waiting for parallel steps");
        } catch (ExecutionException e) {
            throw new AssertionError("drain() catches everything", e);
        }
    }

    private void drain(Run forked) {
        int index = next.getAndIncrement();
        while (index < inputs.size()
                && !scope.cancelled()
                && !Thread.currentThread().isInterrupted()) {
            try {
                outcomes.set(index, new Outcome.Success<>(work.apply(inputs.get(index), forked)));
            } catch (Throwable t) {
                fail(index, t);
            }
            index = next.getAndIncrement();
        }
    }

    private void fail(int index, Throwable error) {
        outcomes.set(index, new Outcome.Failure<>(error));
        firstError.compareAndSet(null, error);
        if (failFast) {
            scope.cancel();
        }
    }

    private List<Outcome<O>> collect() {
        List<Outcome<O>> all = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Outcome<O> outcome = outcomes.get(i);
            all.add(outcome != null ? outcome : new Outcome.Failure<>(new CancelledException("Not started")));
        }
        return Collections.unmodifiableList(all);
    }
}
