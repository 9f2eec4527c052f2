package dev.lian4j.examples.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Writes an empty comment into a stream of events each second: a model may be silent for long, and only writing shows that
 * the reader has gone. To be closed.
 */
final class Heartbeat implements AutoCloseable {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final long SECONDS = 1;

    private final Thread thread;

    private Heartbeat(Thread thread) {
        this.thread = thread;
    }

    /** Starts to write; where that fails, the reader has gone, and that is done which is to be done then. */
    static Heartbeat start(OutputStream out, Runnable gone) {
        Thread thread = new Thread(() -> beat(out, gone), "lian4j-page-heartbeat");
        thread.setDaemon(true);
        thread.start();
        return new Heartbeat(thread);
    }

    private static void beat(OutputStream out, Runnable gone) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(SECONDS);
                synchronized (out) {
                    out.write(COMMENT);
                    out.flush();
                }
            }
        } catch (IOException e) {
            gone.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
