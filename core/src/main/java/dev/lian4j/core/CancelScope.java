package dev.lian4j.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must stop when a run is cancelled. Thread safe; cancelling twice does nothing. */
final class CancelScope {

    private final Map<Object, Runnable> hooks = new LinkedHashMap<>();
    private volatile boolean cancelled;

    boolean cancelled() {
        return cancelled;
    }

    /** Runs the hook on cancellation, at once if that has been; closing the registration forgets the hook. */
    Run.Registration onCancel(Runnable hook) {
        Object key = new Object();
        synchronized (hooks) {
            if (!cancelled) {
                hooks.put(key, hook);
                return () -> remove(key);
            }
        }
        hook.run();
        return () -> {};
    }

    private void remove(Object key) {
        synchronized (hooks) {
            hooks.remove(key);
        }
    }

    void cancel() {
        List<Runnable> due;
        synchronized (hooks) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = new ArrayList<>(hooks.values());
            hooks.clear();
        }
        due.forEach(BothListeners::safely);
    }
}
