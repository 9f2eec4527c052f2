package dev.lian4j.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads for the work that our own operators start: virtual where the JVM has them (21 on), else daemons. */
final class Workers {

    private static final ThreadFactory FACTORY = virtualThreads();

    private Workers() {}

    /** Starts the work on a thread of its own, which cancelling the scope interrupts; completes when it has ended. */
    static CompletableFuture<Void> start(CancelScope scope, Runnable work) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = FACTORY.newThread(() -> {
            try (Interruption ignored = Interruption.by(scope)) {
                work.run();
                ended.complete(null);
            } catch (Throwable t) {
                ended.completeExceptionally(t);
            }
        });
        thread.start();
        return ended;
    }

    /** Java 17 has no virtual threads, so they can only be asked for by name. */
    private static ThreadFactory virtualThreads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            MethodHandle ofVirtual = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "ofVirtual",
                            MethodType.methodType(Class.forName("java.lang.Thread$Builder$OfVirtual")));
            MethodHandle factory = MethodHandles.publicLookup()
                    .findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(ofVirtual.invoke());
        } catch (Throwable unavailable) {
            return daemons();
        }
    }

    private static ThreadFactory daemons() {
        AtomicLong count = new AtomicLong();
        return work -> {
            Thread thread = new Thread(work, "lian4j-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
