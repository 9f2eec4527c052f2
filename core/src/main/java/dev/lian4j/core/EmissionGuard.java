package dev.lian4j.core;

/** Knows whether a piece has left: from then on, doing the work again would give the receiver the same text twice. */
final class EmissionGuard {

    private final Run run;
    private volatile boolean emitted;

    EmissionGuard(Run original) {
        this.run = original.wantsPieces() ? original.tapped(piece -> emitted = true) : original;
    }

    /** The run to do the guarded work by. */
    Run run() {
        return run;
    }

    boolean emitted() {
        return emitted;
    }
}
