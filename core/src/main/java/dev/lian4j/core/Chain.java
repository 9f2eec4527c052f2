package dev.lian4j.core;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A typed step from an input to an output. Prompts, models, parsers, retrievers and whole applications are chains, and
 * {@link #then} joins them; the compiler checks the joints. A lambda {@code (input, run) -> output} is a chain, a plain
 * function becomes one by {@link #of}.
 *
 * <p>Chains are immutable and safe for use by several threads, unless an implementation says otherwise.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
@FunctionalInterface
public interface Chain<I extends @Nullable Object, O extends @Nullable Object> {

    /** The step itself, within a run. Implemented by whoever writes a step; callers have {@link #invoke(Object)}. */
    O invoke(I input, Run run);

    /** Calls the chain and waits for its result. Errors come as the step threw them. */
    default O invoke(I input) {
        return Run.root().call(this, input);
    }

    /**
     * Calls the chain and hands the pieces of its result to the consumer as they come: on this thread, or on the one
     * that runs the streaming branch of a {@link #parallel}.
     */
    default O invoke(I input, Consumer<? super Piece> pieces) {
        return Run.of(new CancelScope(), pieces).call(this, input);
    }

    /** Starts the chain and returns at once; the pieces are pulled from what is returned. To be closed. */
    default Streamed<O> stream(I input) {
        return Streamed.start(this, input);
    }

    /**
     * Starts the chain on a thread of its own. Cancelling the future cancels the run, and so does completing it by other
     * means, such as {@link CompletableFuture#orTimeout}.
     */
    default CompletableFuture<O> invokeAsync(I input) {
        return RunFuture.start(this, input);
    }

    /**
     * Calls the chain for each input, at most {@code parallelism} at once. Results are in the order of the inputs. The
     * first error cancels the rest, interrupting what waits, and is thrown. The lists are unmodifiable.
     *
     * @throws dev.lian4j.core.error.CancelledException if this thread is interrupted
     */
    default List<O> batch(Collection<? extends I> inputs, int parallelism) {
        return Fork.all(inputs, Run.root(), parallelism, (input, run) -> run.call(this, input));
    }

    /**
     * As {@link #batch}, but an error stays with its input and the rest go on.
     *
     * @throws dev.lian4j.core.error.CancelledException if this thread is interrupted
     */
    default List<Outcome<O>> batchOutcomes(Collection<? extends I> inputs, int parallelism) {
        return Fork.outcomes(inputs, Run.root(), parallelism, (input, run) -> run.call(this, input));
    }

    /** The name in traces: the class's own, unless {@link #named}. */
    default String name() {
        return Names.of(getClass());
    }

    /** The steps that this one calls, for pictures of chains; none by default, and for compositions, which are known. */
    default List<Chain<?, ?>> parts() {
        return List.of();
    }

    /** What the step is, for traces. */
    default StepKind kind() {
        return StepKind.CHAIN;
    }

    /**
     * Whether the step hands on its result in pieces when they are wanted. In a composition the pieces of the last
     * streaming step are those of the whole; earlier ones are kept quiet, so the joined pieces are the result's text.
     */
    default boolean streams() {
        return false;
    }

    /** This chain, then the next one. */
    default <P extends @Nullable Object> Chain<I, P> then(Chain<? super O, ? extends P> next) {
        return Sequence.of(this, next);
    }

    /** This chain, then a plain function. */
    default <P extends @Nullable Object> Chain<I, P> map(Function<? super O, ? extends P> function) {
        return Sequence.of(this, Chain.<O, P>of(function));
    }

    /** This chain for each element of a list, one after another; the results in order. */
    default Chain<List<I>, List<O>> each() {
        return each(1);
    }

    /** This chain for each element of a list, at most {@code parallelism} at once; the results in order. */
    default Chain<List<I>, List<O>> each(int parallelism) {
        return new Each<>(this, parallelism);
    }

    /** This chain with something around it. */
    default Chain<I, O> with(Interceptor<I, O> interceptor) {
        return new Intercepted<>(this, interceptor);
    }

    /** This chain, tried again as the policy says. See {@link Retry} for what is never tried again. */
    default Chain<I, O> withRetry(Retry retry) {
        return with((input, run, next) -> retry.call(run, guarded -> guarded.call(next, input)));
    }

    /**
     * This chain, and another where it fails: on any error but a cancellation, a model error that a second model would
     * meet too ({@link dev.lian4j.core.error.ModelException#retryable()} is false), or one after a piece has left.
     */
    default Chain<I, O> withFallback(Chain<? super I, ? extends O> other) {
        return with(new Fallback<>(Fallback::worthIt, other));
    }

    /** This chain, and another where it fails with an error that the predicate accepts, before any piece has left. */
    default Chain<I, O> withFallback(Predicate<Throwable> errors, Chain<? super I, ? extends O> other) {
        return with(new Fallback<>(errors, other));
    }

    /**
     * This chain, given so long: then it is interrupted, and a {@link dev.lian4j.core.error.StepTimeoutException} thrown
     * even where it does not listen.
     */
    default Chain<I, O> withTimeout(Duration limit) {
        return with(new Timeout<>(limit));
    }

    /** This chain, watched: the listener sees this step and all below it. */
    default Chain<I, O> withListener(RunListener listener) {
        return with((input, run, next) -> run.withListener(listener).call(next, input));
    }

    /** This chain under another name. */
    default Chain<I, O> named(String name) {
        return new Named<>(this, name);
    }

    /** A plain function as a chain. */
    static <I extends @Nullable Object, O extends @Nullable Object> Chain<I, O> of(
            Function<? super I, ? extends O> function) {
        return new Mapped<>(function);
    }

    /** The chain that gives back what it was given. */
    static <T extends @Nullable Object> Chain<T, T> identity() {
        return new Mapped<T, T>(Function.identity()).named("identity");
    }

    /** One input to several chains at once; a map of their results, in this order. */
    static <I> Chain<I, Map<String, Object>> parallel(Map<String, ? extends Chain<? super I, ?>> branches) {
        return new Parallel<>(new LinkedHashMap<>(branches));
    }

    /** One input to two chains at once; a map of their results. */
    static <I> Chain<I, Map<String, Object>> parallel(
            String name1, Chain<? super I, ?> branch1, String name2, Chain<? super I, ?> branch2) {
        return parallel(Parallel.named(List.of(Map.entry(name1, branch1), Map.entry(name2, branch2))));
    }

    /** One input to three chains at once; a map of their results. */
    static <I> Chain<I, Map<String, Object>> parallel(
            String name1,
            Chain<? super I, ?> branch1,
            String name2,
            Chain<? super I, ?> branch2,
            String name3,
            Chain<? super I, ?> branch3) {
        return parallel(Parallel.named(
                List.of(Map.entry(name1, branch1), Map.entry(name2, branch2), Map.entry(name3, branch3))));
    }

    /** A map of values, and one more value computed from it. An older value of that name is replaced. */
    static Chain<Map<String, Object>, Map<String, Object>> assign(
            String name, Chain<? super Map<String, Object>, ?> value) {
        return new Assign(name, value);
    }

    /** The first chain where the condition holds, else the other. */
    static <I, O extends @Nullable Object> Chain<I, O> branch(
            Predicate<? super I> condition,
            Chain<? super I, ? extends O> whenTrue,
            Chain<? super I, ? extends O> otherwise) {
        return new Branch<>(condition, whenTrue, otherwise);
    }
}
