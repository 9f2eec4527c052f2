package dev.lian4j.core;

/**
 * Interrupts the thread that opened it when a run is cancelled. Closing it takes back an interrupt that came from here,
 * so that the caller's thread does not carry it on; one from elsewhere stays.
 */
final class Interruption implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final Run.Registration registration;
    private boolean closed;
    private boolean interrupted;

    private Interruption(CancelScope scope) {
        this.registration = scope.onCancel(this::interrupt);
    }

    static Interruption by(CancelScope scope) {
        return new Interruption(scope);
    }

    /** Not where the thread cancels its own work: it waits for nothing then, and may carry an interrupt of its own. */
    private synchronized void interrupt() {
        if (!closed && Thread.currentThread() != thread) {
            interrupted = true;
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            if (interrupted) {
                var unused = Thread.interrupted();
            }
        }
    }
}
