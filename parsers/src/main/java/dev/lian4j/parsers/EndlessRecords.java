package dev.lian4j.parsers;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds records that no JSON can satisfy, since each needs another of its kind within. */
final class EndlessRecords {

    private final Deque<Class<?>> path = new ArrayDeque<>();
    private final Set<Class<?>> done = new HashSet<>();

    /** Fails if the record needs itself. */
    static void check(Class<?> type) {
        new EndlessRecords().visit(type);
    }

    private void visit(Class<?> type) {
        if (!type.isRecord() || done.contains(type)) {
            return;
        }
        if (path.contains(type)) {
            path.addLast(type);
            String circle = path.stream().map(Class::getSimpleName).collect(Collectors.joining(" -> "));
            throw new IllegalArgumentException(
                    "No JSON can hold record " + type.getSimpleName() + ", since it needs itself: " + circle
                            + ". Make a component on the way Optional, @Nullable or a List.");
        }
        path.addLast(type);
        for (RecordComponent component : type.getRecordComponents()) {
            if (!Absent.isAllowed(component)) {
                visit(component.getType());
            }
        }
        path.removeLast();
        done.add(type);
    }
}
