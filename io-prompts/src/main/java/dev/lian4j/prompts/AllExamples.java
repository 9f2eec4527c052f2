package dev.lian4j.prompts;

import java.util.List;
import java.util.Map;

/** All examples, whatever the values; told from other selectors, since only these can be written to a file. */
record AllExamples(List<Map<String, Object>> examples) implements ExampleSelector {

    @Override
    public List<Map<String, Object>> selectExamples(Map<String, ?> values) {
        return examples;
    }
}
