package dev.lian4j.examples.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a recorded run. Filled as its lines are read.
 */
public final class Span {

    final String run;
    final long step;
    final long parent;
    final String name;
    final String kind;
    final String at;
    final JsonNode input;

    @Nullable
    JsonNode output;

    @Nullable
    String error;

    @Nullable
    Double tookMillis;

    int inputTokens;
    int outputTokens;

    Span(JsonNode start) {
        this.run = start.path("run").asText();
        this.step = start.path("step").asLong();
        this.parent = start.path("parent").asLong();
        this.name = start.path("name").asText();
        this.kind = start.path("kind").asText();
        this.at = start.path("at").asText();
        this.input = start.path("input");
    }

    void end(JsonNode line) {
        tookMillis = line.path("took_ms").asDouble();
        output = line.get("output");
        error = line.hasNonNull("error") ? line.get("error").asText() : null;
        inputTokens = line.path("input_tokens").asInt();
        outputTokens = line.path("output_tokens").asInt();
    }

    /** Whether the step ended or failed; else the program stopped within it. */
    boolean ended() {
        return tookMillis != null;
    }

    /** As plain values. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run);
        map.put("step", step);
        map.put("parent", parent);
        map.put("name", name);
        map.put("kind", kind);
        map.put("at", at);
        map.put("input", input);
        map.put("output", output);
        map.put("error", error);
        map.put("took_ms", tookMillis);
        map.put("input_tokens", inputTokens);
        map.put("output_tokens", outputTokens);
        return map;
    }
}
