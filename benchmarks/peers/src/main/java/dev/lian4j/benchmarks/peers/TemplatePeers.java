package dev.lian4j.benchmarks.peers;

import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.prompts.PromptTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A template of 20 lines with a variable each is filled. */
public class TemplatePeers extends BriefCalls {

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
