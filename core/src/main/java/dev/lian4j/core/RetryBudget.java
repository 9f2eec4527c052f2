package dev.lian4j.core;

/**
 * Bounds the further tries of all calls together, so that a server that is down is not called three times as often as
 * one that is well: each further try takes one, a call that succeeds gives back what its tries took, and one that
 * succeeds at once earns a tenth. Where nothing is left, calls are tried once. The way of AWS's standard retry mode and
 * gRPC's retry throttling. Thread safe.
 */
public final class RetryBudget {

    /** Never at its end. Nothing is counted, so that calls which share no budget do not wait for one another either. */
    public static final RetryBudget UNLIMITED = new RetryBudget(Long.MAX_VALUE / 2);

    private static final int EACH = 10;
    private static final int EARNED = 1;

    private final long most;
    private long left;

    private RetryBudget(long most) {
        this.most = most;
        this.left = most;
    }

    /**
     * So many further tries that fail, until calls succeed again.
     *
     * @param tries at least 0; with 0 no call is tried again
     * @throws IllegalArgumentException if it is negative
     */
    public static RetryBudget of(int tries) {
        if (tries < 0) {
            throw new IllegalArgumentException("tries must be at least 0, was " + tries);
        }
        return new RetryBudget((long) tries * EACH);
    }

    /** Further tries that may be made now. */
    public synchronized long left() {
        return left / EACH;
    }

    /** Takes one further try, if one is left. */
    boolean take() {
        return this == UNLIMITED || takeOne();
    }

    private synchronized boolean takeOne() {
        if (left < EACH) {
            return false;
        }
        left -= EACH;
        return true;
    }

    /** A call has succeeded after so many further tries. */
    void succeeded(int tries) {
        if (this != UNLIMITED) {
            giveBack(tries);
        }
    }

    private synchronized void giveBack(int tries) {
        left = Math.min(most, left + Math.max(EARNED, (long) tries * EACH));
    }

    @Override
    public synchronized String toString() {
        return this == UNLIMITED
                ? "RetryBudget[unlimited]"
                : "RetryBudget[" + left / EACH + " of " + most / EACH + " tries left]";
    }
}
