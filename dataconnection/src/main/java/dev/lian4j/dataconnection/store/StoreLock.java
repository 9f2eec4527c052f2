package dev.lian4j.dataconnection.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets readers run while a change is prepared, and stops them only while it is published. One change at a time; a thread
 * that is making one may read without more ado, since nobody else can publish.
 */
final class StoreLock {

    private final Lock changes = new ReentrantLock();
    private final ReadWriteLock published = new ReentrantReadWriteLock();

    /** Reads what was published. */
    <T> T reading(Supplier<T> work) {
        return locked(published.readLock(), work);
    }

    /** Prepares a change, beside readers. */
    <T> T changing(Supplier<T> work) {
        return locked(changes, work);
    }

    /** Makes the change seen, as a whole; short. */
    void publishing(Runnable work) {
        publishing(() -> {
            work.run();
            return true;
        });
    }

    /** Makes the change seen, as a whole, and gives what came of it. */
    <T> T publishing(Supplier<T> work) {
        return locked(published.writeLock(), work);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
