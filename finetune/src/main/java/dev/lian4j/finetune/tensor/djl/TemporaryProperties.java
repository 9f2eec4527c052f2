package dev.lian4j.finetune.tensor.djl;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties for as long as this is open: the only way to tell DJL what its API does not take. */
final class TemporaryProperties implements AutoCloseable {

    private final Map<String, @Nullable String> before = new HashMap<>();

    /** Sets them all; they are put back on closing. */
    TemporaryProperties(Map<String, String> properties) {
        properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    }

    @Override
    public void close() {
        before.forEach(TemporaryProperties::put);
    }

    private static void put(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
