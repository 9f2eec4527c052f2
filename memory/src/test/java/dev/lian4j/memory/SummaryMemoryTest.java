package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenCounter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SummaryMemoryTest {

    private static final TokenCounter CHARACTERS = String::length;

    /** Summarises by joining what it was given, so that a test sees what is in a summary. */
    private final List<String> asked = new ArrayList<>();

    private final ChatModel model = (request, run) -> {
        asked.add(request.text());
        return ChatResponse.of("摘要" + asked.size());
    };

    private static List<Message> turn(int number) {
        return List.of(Message.user("问" + number), Message.ai("答" + number));
    }

    @Test
    void tellsTheSummaryAsLangChainDoes() {
        Memory memory = ConversationSummaryMemory.builder(model)
                .prompt(SummaryPrompts.CHINESE)
                .build();
        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("history", ""));
        memory.saveContext(Map.of("input", "你好啊"), Map.of("output", "你也好啊"));
        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("history", "摘要1"));
        assertThat(memory.messages()).containsExactly(Message.system("摘要1"));
        assertThat(asked.get(0)).contains("新的对话:\nHuman: 你好啊\nAI: 你也好啊");
        memory.save(turn(2));
        assertThat(asked.get(1)).contains("已有摘要:\n摘要1").contains("Human: 问2").doesNotContain("你好啊");
        assertThat(memory.messages()).containsExactly(Message.system("摘要2"));
    }

    @Test
    void losesNothingWhereTheModelFails() {
        AtomicBoolean down = new AtomicBoolean(true);
        List<RuntimeException> failures = new ArrayList<>();
        ChatModel shaky = (request, run) -> {
            if (down.get()) {
                throw new ModelConnectionException("down", ModelException.Details.NONE, new java.io.IOException());
            }
            return model.invoke(request, run);
        };
        ConversationSummaryMemory memory = ConversationSummaryMemory.builder(shaky)
                .onFailure(failures::add)
                .build();
        memory.save(turn(1));
        assertThat(memory.messages()).isEqualTo(turn(1));
        assertThat(failures).hasSize(1);
        down.set(false);
        memory.save(turn(2));
        assertThat(memory.messages()).containsExactly(Message.system("摘要1"));
        assertThat(asked.get(0)).contains("问1", "答1", "问2", "答2");
        assertThat(memory.summary()).isEqualTo(new Summary("摘要1", 4));
    }

    @Test
    void goesOnFromAnEarlierSummary() {
        InMemoryChatMessageHistory history = InMemoryChatMessageHistory.of(Message.user("旧问"), Message.ai("旧答"));
        Memory memory = ConversationSummaryMemory.builder(model)
                .history(history)
                .summary(new Summary("旧摘要", 2))
                .build();
        assertThat(memory.messages()).containsExactly(Message.system("旧摘要"));
        memory.save(turn(1));
        assertThat(asked.get(0)).contains("旧摘要", "问1").doesNotContain("旧问");
        assertThat(history.messages()).hasSize(4);
    }

    @Test
    void keepsSystemMessagesAsTheyAre() {
        Memory memory = ConversationSummaryMemory.of(model);
        memory.save(List.of(Message.system("只说中文"), Message.user("问"), Message.ai("答")));
        assertThat(memory.messages()).containsExactly(Message.system("只说中文"), Message.system("摘要1"));
        assertThat(asked.get(0)).doesNotContain("只说中文");
    }

    @Test
    void summarisesElsewhereOnRequest() {
        Queue<Runnable> later = new ArrayDeque<>();
        Memory memory =
                ConversationSummaryMemory.builder(model).executor(later::add).build();
        memory.save(turn(1));
        memory.save(turn(2));
        assertThat(memory.messages()).hasSize(4);
        assertThat(asked).isEmpty();
        later.forEach(Runnable::run);
        assertThat(memory.messages()).containsExactly(Message.system("摘要1"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void everyTurnOfManyThreadsEndsInTheSummary() throws InterruptedException {
        ChatModel joining = (request, run) -> {
            String[] parts = request.text().split("\n");
            return ChatResponse.of(String.join(
                    " ",
                    List.of(parts).stream()
                            .filter(part -> part.matches("(.*: )?问.*"))
                            .toList()));
        };
        ExecutorService pool = Executors.newFixedThreadPool(4);
        ConversationSummaryMemory memory =
                ConversationSummaryMemory.builder(joining).executor(pool).build();
        IntStream.range(0, 200).parallel().forEach(i -> memory.save(turn(i)));
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(memory.summary().messages()).isEqualTo(400);
        assertThat(memory.messages()).hasSize(1);
    }

    @Test
    void aForgottenConversationStaysForgotten() {
        List<Runnable> during = new ArrayList<>();
        ChatModel forgetful = (request, run) -> {
            during.forEach(Runnable::run);
            return ChatResponse.of("zombie");
        };
        Memory memory = ConversationSummaryMemory.of(forgetful);
        during.add(memory::clear);
        memory.save(turn(1));
        assertThat(memory.messages()).isEmpty();
    }

    @Nested
    class WithABuffer {

        private final ConversationSummaryBufferMemory memory =
                ConversationSummaryBufferMemory.builder(model, 24, CHARACTERS).build();

        @Test
        void summarisesWhatDoesNotFit() {
            memory.save(turn(1)); // 2 * (2 + 4)
            memory.save(turn(2));
            assertThat(memory.messages()).hasSize(4);
            assertThat(asked).isEmpty();
            memory.save(turn(3));
            assertThat(memory.messages())
                    .containsExactly(
                            Message.system("摘要1"),
                            Message.user("问2"),
                            Message.ai("答2"),
                            Message.user("问3"),
                            Message.ai("答3"));
            assertThat(asked.get(0)).contains("问1").doesNotContain("问2");
            assertThat(memory.summary()).isEqualTo(new Summary("摘要1", 2));
        }

        @Test
        void tellsTheConversationAsText() {
            memory.save(turn(1));
            memory.save(turn(2));
            memory.save(turn(3));
            assertThat(memory.loadMemoryVariables())
                    .isEqualTo(Map.of("history", "System: 摘要1\nHuman: 问2\nAI: 答2\nHuman: 问3\nAI: 答3"));
        }
    }
}
