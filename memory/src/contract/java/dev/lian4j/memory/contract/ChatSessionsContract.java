package dev.lian4j.memory.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.memory.session.ChatSessions;
import dev.lian4j.memory.session.SessionInput;
import dev.lian4j.memory.session.SessionMemory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all stores of conversations keep to: as histories, and as many of them. */
public abstract class ChatSessionsContract extends ChatMessageHistoryContract {

    /** The same conversations each time within a test; none at first. */
    protected abstract ChatSessions sessions();

    @Override
    protected ChatMessageHistory history() {
        return sessions().open("s");
    }

    @Test
    void conversationsAreApart() {
        ChatSessions sessions = sessions();
        sessions.open("小王/../x").add(List.of(Message.user("a")));
        sessions.open("b'; DROP TABLE lian4j_chat_history; --").add(List.of(Message.user("b")));
        sessions.open("never used");
        assertThat(sessions.ids()).containsExactlyInAnyOrder("小王/../x", "b'; DROP TABLE lian4j_chat_history; --");
        assertThat(sessions.open("小王/../x").messages()).containsExactly(Message.user("a"));
        assertThat(sessions.delete("小王/../x")).isTrue();
        assertThat(sessions.delete("小王/../x")).isFalse();
        assertThat(sessions.ids()).hasSize(1);
    }

    @Test
    void oneChainServesManyConversations() {
        Chain<Turn, ChatResponse> counting = Chain.of(
                turn -> ChatResponse.of(String.valueOf(turn.history().size() / 2)));
        Chain<SessionInput, ChatResponse> chat =
                SessionMemory.around(sessions(), ConversationBufferMemory::over, counting);
        List<SessionInput> turns = IntStream.range(0, 60)
                .mapToObj(i -> new SessionInput("s" + i % 3, "问" + i))
                .toList();
        List<String> answers =
                chat.batch(turns, 6).stream().map(ChatResponse::text).toList();
        for (int session = 0; session < 3; session++) {
            int which = session;
            assertThat(IntStream.range(0, 60).filter(i -> i % 3 == which).mapToObj(answers::get))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        }
    }
}

