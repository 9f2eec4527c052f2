package dev.lian4j.examples.training.cli;

import dev.lian4j.finetune.train.TrainerListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C ends a training after the step, with a checkpoint, rather than at once. */
final class StopOnInterrupt implements TrainerListener, AutoCloseable {

    private static final long MOST_SECONDS = 120;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "stop-training");
    private volatile boolean asked;

    StopOnInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask() {
        asked = true;
        try {
            // The training thread itself never ends: it waits for the end of the process that this is a part of.
            if (!saved.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The step took too long to end; the last checkpoint is from before it");
            }
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
        saved.countDown();
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
