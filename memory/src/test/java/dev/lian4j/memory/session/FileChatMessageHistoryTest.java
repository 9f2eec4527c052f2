package dev.lian4j.memory.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.contract.ChatMessageHistoryContract;
import dev.lian4j.testing.process.ProcessKiller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileChatMessageHistoryTest extends ChatMessageHistoryContract {

    @TempDir
    Path folder;

    private final List<String> damages = new ArrayList<>();

    @Override
    protected ChatMessageHistory history() {
        return open();
    }

    private FileChatMessageHistory open() {
        return FileChatMessageHistory.of(file(), true, damages::add);
    }

    private Path file() {
        return folder.resolve("会话/a.jsonl");
    }

    private static List<Message> turn(int number) {
        return List.of(Message.user("问" + number), Message.ai("答" + number));
    }

    @Test
    void outlivesTheProgram() {
        open().add(turn(1));
        open().add(turn(2));
        assertThat(open().messages()).hasSize(4).startsWith(Message.user("问1")).endsWith(Message.ai("答2"));
        assertThat(damages).isEmpty();
    }

    @Test
    void aCutLastLineIsToldAndKeptApart() throws IOException {
        open().add(turn(1));
        byte[] whole = Files.readAllBytes(file());
        open().add(turn(2));
        byte[] both = Files.readAllBytes(file());
        for (int cut = whole.length + 1; cut < both.length; cut++) {
            Files.write(file(), java.util.Arrays.copyOf(both, cut));
            damages.clear();
            assertThat(open().messages()).isEqualTo(turn(1));
            assertThat(damages)
                    .singleElement()
                    .satisfies(told -> assertThat(told)
                            .contains("a.jsonl, line 2, byte " + whole.length + ": the last line is cut"));
        }
        open().add(turn(3));
        assertThat(open().messages()).hasSize(4).endsWith(Message.ai("答3"));
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files.filter(path -> path.toString().contains(".damaged-")))
                    .singleElement()
                    .satisfies(kept -> assertThat(Files.size(kept)).isEqualTo(both.length - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "{\"role\":\"user\"}", "[{\"role\":\"alien\",\"text\":\"\"}]", "[null]", "[]x", ""})
    void damageInTheMiddleHidesNothingThatIsAddedLater(String line) throws IOException {
        FileChatMessageHistory history = open();
        history.add(turn(1));
        Files.writeString(file(), line + "\n", StandardOpenOption.APPEND);
        history.add(turn(2));
        assertThat(open().messages()).hasSize(4).endsWith(Message.ai("答2"));
        assertThat(damages).singleElement().satisfies(told -> assertThat(told).contains("line 2, byte "));
    }

    @Test
    void bytesThatAreNoTextAreDamage() throws IOException {
        open().add(turn(1));
        Files.write(file(), new byte[] {'[', (byte) 0xFF, ']', '\n'}, StandardOpenOption.APPEND);
        assertThat(open().messages()).isEqualTo(turn(1));
        assertThat(damages).hasSize(1);
    }

    @Test
    void aFolderInPlaceOfTheFileIsTold() throws IOException {
        Files.createDirectories(file());
        assertThatThrownBy(() -> open().add(turn(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a.jsonl could not be written");
    }

    @Test
    void severalObjectsMayWriteOneFile() {
        List<FileChatMessageHistory> writers = List.of(open(), open(), open());
        writers.parallelStream().forEach(writer -> {
            for (int i = 0; i < 50; i++) {
                writer.add(turn(i));
            }
        });
        assertThat(open().messages()).hasSize(300);
        assertThat(damages).isEmpty();
    }

    @Test
    void losesAtMostTheLastLineWhenKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            int lines = 20 + round * 7;
            int acknowledged = ProcessKiller.of(Writer.class, file().toString())
                    .killAfterLines(lines)
                    .out()
                    .size();
            assertThat(acknowledged).isGreaterThanOrEqualTo(lines);
            List<Message> messages = open().messages();
            assertThat(messages.size() / 2).isGreaterThanOrEqualTo(acknowledged);
            open().add(turn(-1));
            assertThat(open().messages()).hasSize(messages.size() + 2);
            open().clear();
        }
    }

    /** Adds turns for ever and says so after each. */
    static final class Writer {
        public static void main(String[] args) {
            FileChatMessageHistory history = FileChatMessageHistory.of(Path.of(args[0]));
            for (int i = 0; ; i++) {
                history.add(turn(i));
                System.out.println(i);
            }
        }
    }
}
