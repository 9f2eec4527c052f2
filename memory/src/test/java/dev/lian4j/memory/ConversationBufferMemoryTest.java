package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationBufferMemoryTest extends MemoryContract {

    @Override
    Memory memory() {
        return ConversationBufferMemory.create();
    }

    @Test
    void goesOnWhereAHistoryEnded() {
        InMemoryChatMessageHistory history = InMemoryChatMessageHistory.of(Message.user("你好啊"), Message.ai("你也好啊"));
        Memory memory = ConversationBufferMemory.over(history);
        memory.save(List.of(Message.user("再见"), Message.ai("再见")));
        assertThat(memory.messages()).hasSize(4).isEqualTo(history.messages());
    }
}
