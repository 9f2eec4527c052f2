package dev.lian4j.core.error;

/** The run was cancelled: its stream was closed, its future cancelled, or its thread interrupted (the flag stays set). */
public final class CancelledException extends LianException {

    /** A cancelled run, saying what was under way. */
    public CancelledException(String message) {
        super(message);
    }

    /** An interrupted wait: restores the thread's interrupt flag, which the caller had to catch. */
    public static CancelledException interrupted(String during) {
        Thread.currentThread().interrupt();
        return new CancelledException("Interrupted while " + during);
    }
}
