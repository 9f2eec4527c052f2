package dev.lian4j.testing.worker;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run over many files ended: one result a file, in their order. Immutable. */
public record WorkerReport(List<FileResult> results) {

    /** Copies the list. */
    public WorkerReport {
        results = List.copyOf(results);
    }

    /** How many files ended in which way; ways that did not happen are absent. */
    public Map<Outcome, Long> counts() {
        return results.stream()
                .collect(Collectors.groupingBy(
                        FileResult::outcome, () -> new EnumMap<>(Outcome.class), Collectors.counting()));
    }

    /** The files that took longest, the slowest first. */
    public List<FileResult> slowest(int count) {
        return results.stream()
                .sorted(Comparator.comparing(FileResult::took).reversed())
                .limit(count)
                .toList();
    }

    /** The files that ended in a way that must never happen. */
    public List<FileResult> bad() {
        return results.stream().filter(result -> result.outcome().bad()).toList();
    }

    /** Counts, the five slowest, and all bad ones, a line each. */
    @Override
    public String toString() {
        return results.size() + " files " + counts() + "\nslowest:\n" + lines(slowest(5)) + "bad: " + bad().size()
                + "\n" + lines(bad());
    }

    private static String lines(List<FileResult> results) {
        return results.stream().map(result -> "  " + result + "\n").collect(Collectors.joining());
    }
}
