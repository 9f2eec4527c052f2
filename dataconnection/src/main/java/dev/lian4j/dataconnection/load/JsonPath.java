package dev.lian4j.dataconnection.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A path into JSON in the part of jq's language that names places: {@code .messages[].content}, {@code .[0].a},
 * {@code ."odd key"[]}, {@code .} for the whole.
 */
record JsonPath(String text, List<Step> steps) {

    private static final Pattern STEP = Pattern.compile(
            "\\.?\\[(?<index>\\d{1,9})?]|\\.(?:\"(?<quoted>[^\"]+)\"|(?<key>[\\p{L}_$][\\p{L}\\p{N}_$-]*))");

    static JsonPath of(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = text.equals(".") ? 1 : 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("Cannot read the path '" + text + "' at character " + at
                        + ": expected .key, .\"key\", [] or [number]");
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return new JsonPath(text, List.copyOf(steps));
    }

    private static Step step(Matcher matcher) {
        String key = matcher.group("key") == null ? matcher.group("quoted") : matcher.group("key");
        if (key != null) {
            return node -> Stream.of(node.path(key));
        }
        String index = matcher.group("index");
        return index == null
                ? node -> StreamSupport.stream(node.spliterator(), false)
                : node -> Stream.of(node.path(Integer.parseInt(index)));
    }

    /** The places that the path leads to; none where there is nothing. */
    Stream<JsonNode> find(JsonNode root) {
        Stream<JsonNode> found = Stream.of(root);
        for (Step step : steps) {
            found = found.flatMap(step::from);
        }
        return found.filter(node -> !node.isMissingNode());
    }

    private interface Step {
        Stream<JsonNode> from(JsonNode node);
    }
}
