package dev.lian4j.benchmarks;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import dev.lian4j.memory.ConversationTokenBufferMemory;
import dev.lian4j.memory.InMemoryChatMessageHistory;
import dev.lian4j.memory.session.FileChatMessageHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What long conversations cost: turns of about 200 characters. Linear means ten times the turns, ten times the time. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MemoryBenchmark extends BriefCalls {

    /** How many turns were said. */
    @Param({"1000", "10000"})
    public int turns;

    private final ChatMessageHistory history = InMemoryChatMessageHistory.create();
    private Path file = Path.of("");
    private Memory window = ConversationBufferWindowMemory.over(history, 5);
    private Memory allButOne = window;
    private Memory tokens = window;

    /** Says all turns. */
    @Setup
    public void say() throws IOException {
        file = Files.createTempDirectory("history").resolve("s.jsonl");
        ChatMessageHistory kept = FileChatMessageHistory.of(file);
        for (int i = 0; i < turns; i++) {
            List<Message> turn = List.of(
                    Message.user("问题 " + i + " " + "a question. ".repeat(8)), Message.ai("An answer. ".repeat(9)));
            history.add(turn);
            kept.add(turn);
        }
        allButOne = ConversationBufferWindowMemory.over(history, turns - 1);
        tokens = ConversationTokenBufferMemory.over(history, 1_000_000_000, String::length);
    }

    /** Deletes the file. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    /** All of a file. */
    @Benchmark
    public List<Message> fileLoaded() {
        return FileChatMessageHistory.of(file).messages();
    }

    /** The last five turns. */
    @Benchmark
    public List<Message> windowOfFive() {
        return window.messages();
    }

    /** All but the first turn. */
    @Benchmark
    public List<Message> windowOfNearlyAll() {
        return allButOne.messages();
    }

    /** All, counted. */
    @Benchmark
    public List<Message> tokensCounted() {
        return tokens.messages();
    }
}
