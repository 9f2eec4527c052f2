package dev.lian4j.memory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every history keeps to. */
public abstract class ChatMessageHistoryContract {

    /** An empty history. */
    protected abstract ChatMessageHistory history();

    @Test
    void keepsMessagesInOrder() {
        ChatMessageHistory history = history();
        assertThat(history.messages()).isEmpty();
        history.add(List.of(Message.system("s"), Message.user("你好啊")));
        history.add(List.of(Message.ai("你也好啊\n\"第二行\" \u2028 😀")));
        assertThat(history.messages())
                .containsExactly(Message.system("s"), Message.user("你好啊"), Message.ai("你也好啊\n\"第二行\" \u2028 😀"));
    }

    @Test
    void keepsEveryKindOfMessageWhole() {
        List<Message> messages = List.of(
                Message.system(""),
                UserMessage.of(
                        new Content.Text("看"),
                        new Content.Image(URI.create("https://example.org/a.png")),
                        new Content.Text("")),
                new AiMessage("text", List.of(new ToolCall("1", "sum", "{\"a\":1"), new ToolCall("2", "x", "")), "想"),
                new ToolMessage("1", "4"),
                new ToolMessage("2", "坏了", true),
                new AiMessage("", List.of(), "", Map.of("signature", List.of("a", Map.of("b", 1)))));
        ChatMessageHistory history = history();
        history.add(messages);
        assertThat(history.messages()).isEqualTo(messages);
    }

    @Test
    void addsAllOrNone() {
        ChatMessageHistory history = history();
        history.add(List.of(Message.user("a")));
        List<Message> broken = Arrays.asList(Message.user("b"), null);
        assertThatThrownBy(() -> history.add(broken)).isInstanceOf(NullPointerException.class);
        assertThat(history.messages()).containsExactly(Message.user("a"));
    }

    @Test
    void addingNothingChangesNothing() {
        ChatMessageHistory history = history();
        history.add(List.of());
        assertThat(history.messages()).isEmpty();
    }

    @Test
    void givesCopies() {
        ChatMessageHistory history = history();
        List<Message> mine = new ArrayList<>(List.of(Message.user("a")));
        history.add(mine);
        List<Message> before = history.messages();
        mine.add(Message.user("b"));
        history.add(List.of(Message.ai("c")));
        assertThat(before).containsExactly(Message.user("a"));
        assertThat(history.messages()).containsExactly(Message.user("a"), Message.ai("c"));
    }

    @Test
    void forgetsAndGoesOn() {
        ChatMessageHistory history = history();
        history.add(List.of(Message.user("a")));
        history.clear();
        assertThat(history.messages()).isEmpty();
        history.add(List.of(Message.user("b")));
        assertThat(history.messages()).containsExactly(Message.user("b"));
    }

    @Test
    void messagesAddedTogetherStayTogether() throws Exception {
        ChatMessageHistory history = history();
        int threads = 8;
        int turns = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Void>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t;
            work.add(() -> {
                for (int i = 0; i < turns; i++) {
                    history.add(List.of(Message.user(name + "-" + i), Message.ai(name + "-" + i)));
                }
                return null;
            });
        }
        for (Future<Void> done : pool.invokeAll(work)) {
            done.get();
        }
        pool.shutdown();
        List<Message> messages = history.messages();
        assertThat(messages).hasSize(threads * turns * 2).doesNotHaveDuplicates();
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i))
                    .isEqualTo(Message.user(messages.get(i + 1).text()));
        }
    }
}
