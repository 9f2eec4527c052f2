package dev.lian4j.examples.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an empty comment into a stream of events each second: a model may be silent for long, and only writing shows that
 * the reader has gone. To be closed.
 */
final class Heartbeat implements AutoCloseable {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final long MILLIS = 1_000;

    private final OutputStream out;
    private boolean closed;

    private Heartbeat(OutputStream out) {
        this.out = out;
    }

    /** Starts to write; where that fails, the reader has gone, and that is done which is to be done then. */
    static Heartbeat start(OutputStream out, Runnable gone) {
        Heartbeat heartbeat = new Heartbeat(out);
        Thread thread = new Thread(() -> heartbeat.beat(gone), "lian4j-page-heartbeat");
        thread.setDaemon(true);
        thread.start();
        return heartbeat;
    }

    private void beat(Runnable gone) {
        try {
            synchronized (out) {
                for (out.wait(MILLIS); !closed; out.wait(MILLIS)) {
                    out.write(COMMENT);
                    out.flush();
                }
            }
        } catch (IOException e) {
            gone.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not by an interrupt, which would close the connection where a comment is being written. */
    @Override
    public void close() {
        synchronized (out) {
            closed = true;
            out.notifyAll();
        }
    }
}
