package dev.lian4j.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps one after another. Only {@link #of} makes one, so that each step fits the one before. */
record Sequence<I extends @Nullable Object, O extends @Nullable Object>(
        List<Chain<@Nullable Object, @Nullable Object>> steps, int lastStreaming) implements Chain<I, O> {

    static <I extends @Nullable Object, M extends @Nullable Object, O extends @Nullable Object> Chain<I, O> of(
            Chain<I, M> first, Chain<? super M, ? extends O> next) {
        List<Chain<@Nullable Object, @Nullable Object>> steps = new ArrayList<>();
        append(steps, first);
        append(steps, next);
        int lastStreaming = -1;
        for (int i = 0; i < steps.size(); i++) {
            lastStreaming = steps.get(i).streams() ? i : lastStreaming;
        }
        return new Sequence<>(List.copyOf(steps), lastStreaming);
    }

    @SuppressWarnings("unchecked") // each joint was checked by the compiler in of()
    private static void append(List<Chain<@Nullable Object, @Nullable Object>> steps, Chain<?, ?> chain) {
        if (chain instanceof Sequence<?, ?> sequence) {
            steps.addAll(sequence.steps);
        } else {
            steps.add((Chain<@Nullable Object, @Nullable Object>) chain);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the last step gives an O, as of() knew
    public O invoke(I input, Run run) {
        Object value = input;
        for (int i = 0; i < steps.size(); i++) {
            value = (i < lastStreaming ? run.muted() : run).call(steps.get(i), value);
        }
        return (O) value;
    }

    @Override
    public boolean streams() {
        return lastStreaming >= 0;
    }
}
