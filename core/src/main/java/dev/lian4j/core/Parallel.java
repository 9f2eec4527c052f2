package dev.lian4j.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One input to several steps at once. Pieces are handed on only where a single branch streams: they would mix. */
record Parallel<I>(Map<String, Chain<? super I, ?>> branches) implements Chain<I, Map<String, Object>> {

    Parallel {
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("parallel needs at least one branch");
        }
    }

    static <I> Map<String, Chain<? super I, ?>> named(List<Map.Entry<String, Chain<? super I, ?>>> branches) {
        Map<String, Chain<? super I, ?>> byName = new LinkedHashMap<>();
        branches.forEach(branch -> {
            if (byName.put(branch.getKey(), branch.getValue()) != null) {
                throw new IllegalArgumentException("Two branches of a parallel are named '" + branch.getKey() + "'");
            }
        });
        return byName;
    }

    @Override
    public Map<String, Object> invoke(I input, Run run) {
        List<Map.Entry<String, Chain<? super I, ?>>> all = List.copyOf(branches.entrySet());
        Run branchRun = streams() ? run : run.muted();
        List<?> results = Fork.all(all, branchRun, all.size(), (branch, forked) -> {
            Chain<? super I, ?> step = branch.getValue();
            return (step.streams() ? forked : forked.muted()).call(step.named(branch.getKey()), input);
        });
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            byName.put(all.get(i).getKey(), results.get(i));
        }
        return Collections.unmodifiableMap(byName);
    }

    @Override
    public boolean streams() {
        return branches.values().stream().filter(Chain::streams).count() == 1;
    }
}
