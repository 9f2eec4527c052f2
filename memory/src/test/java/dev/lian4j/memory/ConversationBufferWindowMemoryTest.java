package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConversationBufferWindowMemoryTest extends MemoryContract {

    private static final AiMessage CALL = new AiMessage("", List.of(new ToolCall("1", "sum", "{}")), "");
    private static final ToolMessage RESULT = new ToolMessage("1", "4");

    @Override
    Memory memory() {
        return ConversationBufferWindowMemory.ofTurns(100);
    }

    @Test
    void tellsTheLastTurns() {
        Memory memory = ConversationBufferWindowMemory.ofTurns(1);
        memory.saveContext(Map.of("input", "hi"), Map.of("output", "what's up"));
        memory.saveContext(Map.of("input", "not much you"), Map.of("output", "not much"));
        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("history", "Human: not much you\nAI: not much"));
    }

    @Test
    void theHistoryKeepsEverything() {
        InMemoryChatMessageHistory history = InMemoryChatMessageHistory.create();
        Memory memory = ConversationBufferWindowMemory.over(history, 1);
        memory.saveContext(Map.of("input", "一"), Map.of("output", "二"));
        memory.saveContext(Map.of("input", "三"), Map.of("output", "四"));
        assertThat(memory.messages()).hasSize(2);
        assertThat(history.messages()).hasSize(4);
    }

    @Test
    void neverPartsAToolCallFromItsResult() {
        Memory memory = ConversationBufferWindowMemory.ofTurns(1);
        memory.save(List.of(Message.user("old"), Message.ai("old")));
        List<Message> turn = List.of(Message.user("2+2?"), CALL, RESULT, Message.ai("4"));
        memory.save(turn);
        assertThat(memory.messages()).isEqualTo(turn);
    }

    @Test
    void alwaysTellsSystemMessages() {
        Memory memory = ConversationBufferWindowMemory.over(
                InMemoryChatMessageHistory.of(
                        Message.system("be short"),
                        Message.user("a"),
                        Message.ai("b"),
                        Message.system("be kind"),
                        Message.user("c"),
                        Message.ai("d")),
                1);
        assertThat(memory.messages())
                .containsExactly(
                        Message.system("be short"), Message.system("be kind"), Message.user("c"), Message.ai("d"));
    }

    @Test
    void noTurnsTellsNothing() {
        Memory memory = ConversationBufferWindowMemory.ofTurns(0);
        memory.saveContext(Map.of("input", "a"), Map.of("output", "b"));
        assertThat(memory.messages()).isEmpty();
        assertThatThrownBy(() -> ConversationBufferWindowMemory.ofTurns(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Property
    void aWindowIsAnEndOfTheConversationThatStartsWithThePerson(
            @ForAll List<@IntRange(max = 3) Integer> shapes, @ForAll @IntRange(max = 6) int turns) {
        List<Message> all = new ArrayList<>();
        shapes.forEach(shape -> all.addAll(turn(shape, all.size())));
        List<Message> window = ConversationBufferWindowMemory.over(
                        InMemoryChatMessageHistory.of(all.toArray(Message[]::new)), turns)
                .messages();
        assertThat(all.subList(all.size() - window.size(), all.size())).isEqualTo(window);
        assertThat(window.stream().filter(UserMessage.class::isInstance)).hasSize(Math.min(turns, shapes.size()));
        assertThat(window.isEmpty() || window.get(0) instanceof UserMessage).isTrue();
    }

    private static List<Message> turn(int toolCalls, int number) {
        List<Message> turn = new ArrayList<>(List.of(Message.user("问" + number)));
        for (int i = 0; i < toolCalls; i++) {
            turn.add(CALL);
            turn.add(RESULT);
        }
        turn.add(Message.ai("答" + number));
        return turn;
    }
}
