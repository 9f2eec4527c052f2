package dev.lian4j.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of values, and one more. */
record Assign(String key, Chain<? super Map<String, Object>, ?> value)
        implements Chain<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> invoke(Map<String, Object> values, Run run) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, run.call(value, values));
        return Collections.unmodifiableMap(more);
    }

    @Override
    public boolean streams() {
        return value.streams();
    }
}
