package dev.lian4j.benchmarks.peers;

import dev.lian4j.prompts.PromptTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A template of 20 lines with a variable each is filled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplatePeers {

    private static final int VARIABLES = 20;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final PromptTemplate ours = PromptTemplate.fromTemplate(text("{", "}"));
    private final dev.langchain4j.model.input.PromptTemplate langChain4j =
            dev.langchain4j.model.input.PromptTemplate.from(text("{{", "}}"));
    private final org.springframework.ai.chat.prompt.PromptTemplate springAi =
            new org.springframework.ai.chat.prompt.PromptTemplate(text("{", "}"));

    /** Makes the values. */
    public TemplatePeers() {
        IntStream.range(0, VARIABLES).forEach(i -> values.put("name" + i, "a value of " + i));
    }

    private static String text(String open, String close) {
        return IntStream.range(0, VARIABLES)
                .mapToObj(i -> "Line " + i + " has the value " + open + "name" + i + close + "\n")
                .collect(Collectors.joining());
    }

    /** Parsed once. */
    @Benchmark
    public String lian4j() {
        return ours.format(values);
    }

    /** Made once. */
    @Benchmark
    public String langChain4j() {
        return langChain4j.apply(values).text();
    }

    /** Made once. */
    @Benchmark
    public String springAi() {
        return springAi.render(values);
    }
}
