package dev.lian4j.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must stop when a run is cancelled. Thread safe; cancelling twice does nothing. */
final class CancelScope {

    private static final Logger LOG = LoggerFactory.getLogger(CancelScope.class);

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
        safely(hook);
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
        due.forEach(CancelScope::safely);
    }

    /** Runs one hook so that its failure does not keep the others from running. */
    private static void safely(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            LOG.warn("A hook of a cancelled run failed; what it was to stop may still be going on", e);
        }
    }
}
