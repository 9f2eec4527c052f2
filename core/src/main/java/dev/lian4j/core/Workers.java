package dev.lian4j.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for the work that our own operators start: virtual where the JVM has them (21 on), else daemons, which wait a
 * while for more work, since starting one costs more than a short step does.
 */
final class Workers {

    private static final long IDLE_SECONDS = 5;

    private static final Executor THREADS = threads();

    private Workers() {}

    /** Starts the work on a thread of its own, which cancelling the scope interrupts; completes when it has ended. */
    static CompletableFuture<Void> start(CancelScope scope, Runnable work) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        THREADS.execute(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            try (Interruption ignored = Interruption.by(scope)) {
                work.run();
                ended.complete(null);
            } catch (Throwable t) {
                ended.completeExceptionally(t);
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        });
        return ended;
    }

    /** Java 17 has no virtual threads, so they can only be asked for by name. */
    private static Executor threads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            MethodHandle ofVirtual = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "ofVirtual",
                            MethodType.methodType(Class.forName("java.lang.Thread$Builder$OfVirtual")));
            MethodHandle factory = MethodHandles.publicLookup()
                    .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            ThreadFactory virtual = (ThreadFactory) factory.invoke(ofVirtual.invoke());
            return work -> virtual.newThread(work).start();
        } catch (Throwable unavailable) {
            return daemons();
        }
    }

    /** As many as there is work at once; none inherits what belongs to the thread that happened to start it. */
    private static Executor daemons() {
        AtomicLong count = new AtomicLong();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "lian4j-" + count.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
