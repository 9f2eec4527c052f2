package dev.lian4j.prompts.select;

import dev.lian4j.core.error.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text by which an example or a question is compared: the values of some keys, or of all, in the order of the keys'
 * names as LangChain's.
 */
record ExampleText(List<String> keys) {

    ExampleText {
        keys = List.copyOf(keys);
    }

    String of(Map<String, ?> values) {
        Map<String, Object> chosen = new TreeMap<>();
        if (keys.isEmpty()) {
            chosen.putAll(values);
        } else {
            keys.forEach(key -> chosen.put(key, value(key, values)));
        }
        return chosen.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static Object value(String key, Map<String, ?> values) {
        Object value = values.get(key);
        if (value == null) {
            throw new TemplateException(
                    "No value for '" + key + "', by which examples are chosen; there are " + values.keySet() + ".");
        }
        return value;
    }
}
