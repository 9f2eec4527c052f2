package dev.lian4j.core.observe;

import dev.lian4j.core.Step;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What stands for the steps that are under way. Thread safe; holds nothing of a step that has ended. */
final class Open<T> {

    private record Key(String run, long step) {}

    private final Map<Key, T> steps = new ConcurrentHashMap<>();

    void put(Step step, T value) {
        steps.put(new Key(step.runId(), step.id()), value);
    }

    /** What stands for the step that called this one; null where nobody did, or it has ended. */
    @Nullable
    T parentOf(Step step) {
        return steps.get(new Key(step.runId(), step.parentId()));
    }

    @Nullable
    T get(Step step) {
        return steps.get(new Key(step.runId(), step.id()));
    }

    @Nullable
    T remove(Step step) {
        return steps.remove(new Key(step.runId(), step.id()));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }
}
