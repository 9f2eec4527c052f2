package dev.lian4j.benchmarks;

import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.MessageTemplate;
import dev.lian4j.prompts.PromptTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** What it costs to fill templates of 50 variables, each of 20 characters beside 20 more of the template. */
public class RenderingBenchmark extends BriefCalls {

    private static final int VARIABLES = 50;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private PromptTemplate plain = PromptTemplate.fromTemplate("");
    private PromptTemplate bound = plain;
    private PromptTemplate mustache = plain;
    private ChatPromptTemplate chat = ChatPromptTemplate.of();

    /** Makes the templates. */
    @Setup
    public void parse() {
        IntStream.range(0, VARIABLES).forEach(i -> values.put("name" + i, "大语言模型 value of 20 " + i));
        plain = PromptTemplate.fromTemplate(text("Line %d, the value: {name%d}\n"));
        bound = plain.partial("name0", "a value given before").allowingOtherValues();
        mustache = PromptTemplate.mustache(text("Line %d, the value: {{name%d}}\n"));
        chat = ChatPromptTemplate.of(MessageTemplate.system(plain), MessageTemplate.user("{name7}"));
    }

    private static String text(String line) {
        return IntStream.range(0, VARIABLES).mapToObj(i -> line.formatted(i, i)).collect(Collectors.joining());
    }

    /** The f-string form. */
    @Benchmark
    public String fString() {
        return plain.format(values);
    }

    /** The same with a value given before, and one too many. */
    @Benchmark
    public String partlyBound() {
        return bound.format(values);
    }

    /** The Mustache form. */
    @Benchmark
    public String mustache() {
        return mustache.format(values);
    }

    /** As the system message of a chat. */
    @Benchmark
    public ChatRequest chat() {
        return chat.formatPrompt(values);
    }
}
