package dev.lian4j.core.mcp;

/** Threads that do not keep the program alive. */
final class Daemons {

    private Daemons() {}

    static Thread start(String name, Runnable work) {
        Thread thread = of(name, work);
        thread.start();
        return thread;
    }

    static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
