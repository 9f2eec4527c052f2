package dev.lian4j.benchmarks.peers;

import dev.langchain4j.service.output.ServiceOutputParser;
import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.parsers.JsonOutputParser;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A model's JSON, an order of 20 lines, becomes a record; and one in a block of Markdown that lacks its last bracket. Spring AI's
 * converter is not here: it needs another version of the library that makes schemas than our parsers do.
 */
public class JsonPeers extends BriefCalls {

    private static final String LINES = IntStream.range(0, 20)
            .mapToObj(i -> "{\"name\": \"a filter of kind " + i + "\", \"count\": " + i + ", \"price\": 99.5}")
            .collect(Collectors.joining(", "));
    private static final String WHOLE = "{\"customer\": \"小王\", \"lines\": [" + LINES + "]}";
    private static final String BROKEN = "Here it is:\n```json\n{\"customer\": \"小王\", \"lines\": [" + LINES + "]\n```";

    private final JsonOutputParser<Order> ours = JsonOutputParser.of(Order.class);
    private final ServiceOutputParser langChain4j = new ServiceOutputParser();

    /** An order. */
    public record Order(String customer, List<Line> lines) {}

    /** A line of it. */
    public record Line(String name, int count, double price) {}

    /** A tolerant parser on what needs no tolerance. */
    @Benchmark
    public Order lian4j() {
        return ours.parse(WHOLE);
    }

    /** What its services do with an answer. */
    @Benchmark
    public Object langChain4j() {
        return langChain4j.parseText(Order.class, WHOLE);
    }

    /** Text before, a code block, no end; LangChain4j does not read it. */
    @Benchmark
    public Order lian4jBroken() {
        return ours.parse(BROKEN);
    }
}
