package dev.lian4j.core.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;

/** Plain values as attributes of OpenTelemetry. */
final class Attribute {

    private Attribute() {}

    static Attributes all(Map<String, Object> values) {
        AttributesBuilder attributes = Attributes.builder();
        values.forEach((key, value) -> put(attributes, key, value));
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String key, Object value) {
        if (value instanceof Long number) {
            attributes.put(key, number);
        } else if (value instanceof Double number) {
            attributes.put(key, number);
        } else if (value instanceof List<?> list) {
            attributes.put(
                    AttributeKey.stringArrayKey(key),
                    list.stream().map(String::valueOf).toList());
        } else {
            attributes.put(key, String.valueOf(value));
        }
    }
}
