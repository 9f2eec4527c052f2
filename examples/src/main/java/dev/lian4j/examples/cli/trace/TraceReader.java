package dev.lian4j.examples.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trace file says.
 *
 * @param spans the steps, in the order of their starts
 * @param problems lines that could not be read, each in a sentence
 */
public record TraceReader(List<Span> spans, List<String> problems) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads all lines; those that cannot be read are told and passed over. */
    public static TraceReader read(String text, String file) {
        Map<String, Span> spans = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                add(JSON.readTree(line), spans);
            } catch (JsonProcessingException e) {
                problems.add(file + ", line " + number + ": no JSON, passed over");
            }
        }
        return new TraceReader(List.copyOf(spans.values()), List.copyOf(problems));
    }

    private static void add(JsonNode line, Map<String, Span> spans) {
        String key = line.path("run").asText() + '/' + line.path("step").asLong();
        if (line.path("event").asText().equals("start")) {
            spans.put(key, new Span(line));
        } else if (spans.containsKey(key)) {
            spans.get(key).end(line);
        }
    }
}
