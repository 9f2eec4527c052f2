package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConversationTokenBufferMemoryTest extends MemoryContract {

    /** A token a character, and four around each message. */
    private static final TokenCounter CHARACTERS = String::length;

    @Override
    Memory memory() {
        return ConversationTokenBufferMemory.ofTokens(1_000_000, CHARACTERS);
    }

    @Test
    void tellsTheLastTurnsThatFit() {
        Memory memory = ConversationTokenBufferMemory.ofTokens(24, CHARACTERS);
        memory.save(List.of(Message.user("一二"), Message.ai("三四"))); // 2 * (2 + 4)
        memory.save(List.of(Message.user("五六"), Message.ai("七八")));
        assertThat(memory.messages()).hasSize(4);
        memory.save(List.of(Message.user("九"), Message.ai("十")));
        assertThat(memory.messages())
                .containsExactly(Message.user("五六"), Message.ai("七八"), Message.user("九"), Message.ai("十"));
    }

    @Test
    void tellsNothingOfATurnThatIsTooLong() {
        Memory memory = ConversationTokenBufferMemory.ofTokens(20, CHARACTERS);
        memory.save(List.of(Message.user("x".repeat(30)), Message.ai("y")));
        assertThat(memory.messages()).isEmpty();
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> ConversationTokenBufferMemory.ofTokens(0, CHARACTERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxTokens must be at least 1, was 0");
    }

    @Test
    void looksAtNoMoreThanItTells() {
        AtomicInteger counted = new AtomicInteger();
        TokenCounter counting = text -> {
            counted.incrementAndGet();
            return text.length();
        };
        InMemoryChatMessageHistory history = InMemoryChatMessageHistory.create();
        for (int i = 0; i < 10_000; i++) {
            history.add(List.of(Message.user("问" + i), Message.ai("答" + i)));
        }
        List<Message> told =
                ConversationTokenBufferMemory.over(history, 200, counting).messages();
        assertThat(told).isNotEmpty().endsWith(Message.user("问9999"), Message.ai("答9999"));
        assertThat(counted.get()).isLessThan(told.size() + 4);
    }

    @Property(tries = 200)
    void keepsToTheBudgetAndPartsNoCallFromItsResult(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> calls,
            @ForAll @IntRange(min = 1, max = 200) int budget) {
        List<Message> all = new ArrayList<>(List.of(Message.system("s")));
        calls.forEach(number -> all.addAll(turn(number)));
        List<Message> told = Turns.fitting(budget, CHARACTERS, all);
        assertThat(told).contains(Message.system("s"));
        assertThat(told.subList(1, told.size()))
                .isEqualTo(all.subList(all.size() - told.size() + 1, all.size()))
                .satisfies(rest -> assertThat(rest.isEmpty() || rest.get(0) instanceof UserMessage)
                        .isTrue());
        if (told.size() > 1) {
            assertThat(CHARACTERS.count(told)).isLessThanOrEqualTo(budget);
        }
        assertThat(told.stream().filter(SystemMessage.class::isInstance)).hasSize(1);
    }

    private static List<Message> turn(int calls) {
        List<Message> turn = new ArrayList<>(List.of(Message.user("问")));
        for (int i = 0; i < calls; i++) {
            turn.add(new AiMessage("", List.of(new ToolCall("1", "sum", "{}")), ""));
            turn.add(new ToolMessage("1", "4"));
        }
        turn.add(Message.ai("答"));
        return turn;
    }
}
