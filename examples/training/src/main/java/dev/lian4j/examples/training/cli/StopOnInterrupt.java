package dev.lian4j.examples.training.cli;

import dev.lian4j.finetune.train.TrainerListener;

/** Ctrl-C ends a training after the step, with a checkpoint, rather than at once. */
final class StopOnInterrupt implements TrainerListener, AutoCloseable {

    private static final long MOST_MILLIS = 120_000;

    private final Thread training = Thread.currentThread();
    private final Thread hook = new Thread(this::ask, "stop-training");
    private volatile boolean asked;

    StopOnInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask() {
        asked = true;
        try {
            training.join(MOST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean stop() {
        return asked;
    }

    @Override
    public void close() {
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
