package dev.lian4j.benchmarks;

import dev.lian4j.core.Chain;
import dev.lian4j.core.ConsoleRunListener;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.trace.TraceFile;
import dev.lian4j.parsers.StringOutputParser;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.MessageTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What watching costs: a prompt of 4,000 characters, a model that takes 10 ms for 2,000, a parser. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Measurement(iterations = 5, time = 2)
public class TracingBenchmark extends BriefCalls {

    /** Who watches: nobody, a file of traces, or that and a console. */
    @Param({"nobody", "file", "file-and-console"})
    public String watched = "";

    /** How long the model takes, in microseconds. */
    @Param({"0", "10000"})
    public int model;

    private final Map<String, Object> values = Map.of("passages", "系统提示 and text. ".repeat(250), "question", "Why?");
    private Chain<Map<String, Object>, String> chain = Chain.of(any -> "");
    private @Nullable Path file;
    private @Nullable TraceFile trace;

    /** Opens the file. */
    @Setup
    public void open() throws IOException {
        String answer = "An answer. ".repeat(180);
        ChatModel waiting = (request, run) -> {
            if (model > 0) {
                LockSupport.parkNanos(model * 1000L);
            }
            return ChatResponse.of(answer);
        };
        chain = ChatPromptTemplate.of(MessageTemplate.system("{passages}"), MessageTemplate.user("{question}"))
                .then(waiting)
                .then(StringOutputParser.create());
        file = Files.createTempFile("trace", ".jsonl");
        trace = TraceFile.to(file);
        if (!watched.equals("nobody")) {
            chain = chain.withListener(trace);
        }
        if (watched.endsWith("console")) {
            chain = chain.withListener(new ConsoleRunListener(new PrintStream(OutputStream.nullOutputStream())));
        }
    }

    /** Deletes the file. */
    @TearDown
    public void delete() throws IOException {
        if (trace != null && file != null) {
            trace.close();
            Files.delete(file);
        }
    }

    /** One call. */
    @Benchmark
    public String call() {
        return chain.invoke(values);
    }
}
