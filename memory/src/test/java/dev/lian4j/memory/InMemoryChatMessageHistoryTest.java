package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.contract.ChatMessageHistoryContract;
import org.junit.jupiter.api.Test;

class InMemoryChatMessageHistoryTest extends ChatMessageHistoryContract {

    @Override
    protected ChatMessageHistory history() {
        return InMemoryChatMessageHistory.create();
    }

    @Test
    void mayBeginWithMessages() {
        assertThat(InMemoryChatMessageHistory.of(Message.system("s"), Message.user("u"))
                        .messages())
                .containsExactly(Message.system("s"), Message.user("u"));
    }
}
