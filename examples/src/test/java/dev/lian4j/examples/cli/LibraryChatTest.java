package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.LianException;
import dev.lian4j.examples.web.DocumentChat.Reply;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code lian serve} does with documents and questions. */
class LibraryChatTest {

    private static final Console CONSOLE = new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Reply ask(LibraryChat chat, String session, String question) {
        try (Streamed<Reply> answer = chat.ask(session, question)) {
            return answer.result();
        }
    }

    @Test
    void quotesThePassageInTheLanguageOfTheQuestion() {
        try (LibraryChat chat = new LibraryChat(Answerer.NONE, CONSOLE)) {
            assertThat(chat.add("../../leave.txt", utf8("Every employee has 27 days of annual leave."))
                            .name())
                    .isEqualTo("leave.txt");
            chat.add("手册.md", utf8("# 故障\n\n屏幕显示 E7 表示机内漏水,请关闭进水阀。"));
            assertThat(ask(chat, "a", "How many days of leave?")
                            .sources()
                            .get(0)
                            .source())
                    .isEqualTo("leave.txt");
            assertThat(ask(chat, "a", "屏幕显示E7是什么意思?").text()).contains("机内漏水");
            assertThat(ask(chat, "a", "How many days of leave?").trace()).contains("<html");
        }
    }

    @Test
    void aLaterQuestionIsAskedWithWhatWasSaidBefore() {
        FakeChatModel model = FakeChatModel.of("27 days.", "How many days of leave after ten years?", "30 days.");
        try (LibraryChat chat = new LibraryChat(new Answerer(model, "fake", false, () -> {}), CONSOLE)) {
            chat.add("leave.txt", utf8("27 days of leave; after ten years it is 30."));
            assertThat(ask(chat, "a", "How many days of leave?").text()).isEqualTo("27 days.");
            assertThat(ask(chat, "a", "And after ten years?").text()).isEqualTo("30 days.");
            assertThat(model.requests()).hasSize(3);
            assertThat(model.requests().get(1).text()).contains("27 days.");
            // Another conversation knows nothing of it: one request, the answer to the question as it is.
            ask(chat, "b", "And after ten years?");
            assertThat(model.requests()).hasSize(4);
        }
    }

    @Test
    void whatCannotBeReadIsToldAndNothingIsKept() {
        try (LibraryChat chat = new LibraryChat(Answerer.NONE, CONSOLE)) {
            assertThatThrownBy(() -> chat.add("a.exe", utf8("MZ")))
                    .isInstanceOf(LianException.class)
                    .hasMessageContaining("a.exe")
                    .hasMessageNotContaining("lian4j-upload");
            assertThatThrownBy(() -> chat.add("名".repeat(300) + ".txt", utf8("x")))
                    .isInstanceOf(LianException.class)
                    .hasMessageContaining("80 characters");
            assertThatThrownBy(() -> chat.add("empty.txt", utf8(" ")))
                    .isInstanceOf(LianException.class)
                    .hasMessageContaining("no text");
            assertThatThrownBy(() -> chat.add("..", utf8("x")))
                    .isInstanceOf(LianException.class)
                    .hasMessageContaining("no name of a document");
            assertThatThrownBy(() -> chat.ask("a", "Anything?"))
                    .isInstanceOf(LianException.class)
                    .hasMessageContaining("put one in");
            assertThat(chat.state().documents()).isEmpty();
        }
    }
}
