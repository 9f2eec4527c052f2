package dev.lian4j.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {

    /** Remembers everything. */
    private static final class Notes implements Memory {
        private final List<Message> messages = new ArrayList<>();

        @Override
        public List<Message> messages() {
            return List.copyOf(messages);
        }

        @Override
        public void save(List<Message> turn) {
            messages.addAll(turn);
        }

        @Override
        public void clear() {
            messages.clear();
        }
    }

    private final Memory memory = new Notes();

    @Test
    void savesAndLoadsAsLangChainDoes() {
        memory.saveContext(Map.of("input", "你好啊"), Map.of("output", "你也好啊"));

        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("history", "Human: 你好啊\nAI: 你也好啊"));
    }

    @Test
    void tellsAChainWhatWasSaidAndRemembersTheTurn() {
        Chain<Turn, ChatResponse> counting =
                Chain.of(turn -> ChatResponse.of(turn.input() + turn.history().size()));
        Chain<String, ChatResponse> chat = memory.around(counting);

        assertThat(chat.invoke("a").text()).isEqualTo("a0");
        assertThat(chat.invoke("b").text()).isEqualTo("b2");
        assertThat(memory.messages()).extracting(Message::text).containsExactly("a", "a0", "b", "b2");
    }

    @Test
    void aFailedTurnLeavesNoTrace() {
        Chain<Turn, ChatResponse> failing = Chain.of(turn -> {
            throw new IllegalStateException("down");
        });

        assertThatThrownBy(() -> memory.around(failing).invoke("a")).hasMessage("down");
        assertThat(memory.messages()).isEmpty();
    }
}
