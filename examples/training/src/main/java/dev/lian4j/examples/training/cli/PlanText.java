package dev.lian4j.examples.training.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.finetune.plan.TrainingPlan;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A plan in words. */
record PlanText(TrainingPlan plan, double flopsPerSecond) {

    private static final double MEGABYTE = 1 << 20;

    /** @throws LianException if this machine does not have the memory */
    void checkMemory() {
        long here = machineMemory();
        if (plan.memory().total() > here) {
            throw new LianException(String.format(
                    Locale.ROOT,
                    "The training needs about %,.0f MB of memory, this machine has %,.0f MB: take a smaller --batch or"
                            + " --max-length, --recompute, or a method that trains less",
                    plan.memory().total() / MEGABYTE,
                    here / MEGABYTE));
        }
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    /** In a line. */
    String line() {
        return String.format(
                Locale.ROOT,
                "Training %,d of %,d numbers (%s) in %,d steps: about %,.0f MB and %s",
                plan.trainable(),
                plan.parameters(),
                percent(),
                plan.steps(),
                plan.memory().total() / MEGABYTE,
                time());
    }

    /** All of it. */
    String table() {
        return String.format(
                Locale.ROOT,
                """
                parameters   %,15d
                trained      %,15d   (%s)
                steps        %,15d
                tokens       %,15d
                memory       %,15.0f MB, of which
                  weights    %,15.0f MB
                  gradients  %,15.0f MB
                  optimizer  %,15.0f MB
                  activations%,15.0f MB (estimated)
                computing    %,15.1f TFLOP
                time here    %15s (estimated)
                """,
                plan.parameters(),
                plan.trainable(),
                percent(),
                plan.steps(),
                plan.tokens(),
                plan.memory().total() / MEGABYTE,
                plan.memory().weights() / MEGABYTE,
                plan.memory().gradients() / MEGABYTE,
                plan.memory().optimizer() / MEGABYTE,
                plan.memory().activations() / MEGABYTE,
                plan.flops() / 1e12,
                time());
    }

    /** For {@code --json}. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("parameters", plan.parameters());
        map.put("trainable", plan.trainable());
        map.put("steps", plan.steps());
        map.put("tokens", plan.tokens());
        map.put("memory_bytes", plan.memory().total());
        map.put("flops", plan.flops());
        map.put("seconds", plan.seconds(flopsPerSecond));
        return map;
    }

    private String percent() {
        return String.format(Locale.ROOT, "%.3g %%", 100 * plan.trainableShare());
    }

    private String time() {
        double seconds = plan.seconds(flopsPerSecond);
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%,.1f h", seconds / 3600);
    }
}
