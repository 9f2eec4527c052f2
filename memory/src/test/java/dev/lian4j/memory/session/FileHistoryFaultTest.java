package dev.lian4j.memory.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.Message;
import dev.lian4j.testing.files.FaultFiles;
import dev.lian4j.testing.files.FileOperation;
import dev.lian4j.testing.files.Unsynced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fails each operation of a history, then cuts the power; many threads; hostile ids. */
class FileHistoryFaultTest {

    /** Turns of each thread. */
    private static final int TURNS = Boolean.getBoolean("lian4j.long") ? 1000 : 50;

    @TempDir
    Path folder;

    private static final List<Message> FIRST = List.of(Message.user("问"), Message.ai("答"));

    private static boolean added(Path file, List<Message> messages) {
        try {
            FileChatMessageHistory.of(file, true, damage -> {}).add(messages);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static List<Message> read(Path file) {
        return FileChatMessageHistory.of(file, true, damage -> {}).messages();
    }

    @ParameterizedTest
    @EnumSource
    void keepsEachTurnThatItAcknowledged(Unsynced how) throws IOException {
        for (boolean fresh : new boolean[] {true, false}) {
            assertThat(FaultFiles.eachOperation(operation -> round(how, fresh, operation)))
                    .isGreaterThan(2);
        }
    }

    private boolean round(Unsynced how, boolean fresh, int failing) throws IOException {
        Path home = Files.createTempDirectory(folder, "round");
        List<Message> before = fresh ? List.of() : FIRST;
        assertThat(fresh || added(home.resolve("h"), FIRST)).isTrue();
        FaultFiles files = FaultFiles.over(home);
        files.failFrom(failing);
        Message next = Message.user("还有");
        boolean done = added(files.path("h"), List.of(next));
        boolean failed = files.failed() > 0;
        files.crash(how);
        List<Message> after = new java.util.ArrayList<>(before);
        after.add(next);
        assertThat(read(home.resolve("h"))).isIn(done ? List.of(after) : List.of(before, after));
        assertThat(done).isEqualTo(!failed);
        return failed;
    }

    @Test
    void refusesToGoOnAfterAFailedForceAndHoldsNothingOfIt() throws IOException {
        FaultFiles files = FaultFiles.over(folder);
        FileChatMessageHistory history = FileChatMessageHistory.of(files.path("h"), true, damage -> {});
        history.add(FIRST);
        files.failAt(1, FileOperation.FORCE);
        assertThatThrownBy(() -> history.add(FIRST)).hasMessageContaining("could not be written");
        assertThatThrownBy(() -> history.add(FIRST)).hasMessageContaining("open it again");
        assertThatThrownBy(history::clear).hasMessageContaining("open it again");
        assertThat(history.messages()).isEqualTo(FIRST);
        assertThat(files.counted()).isEqualTo(1);
    }

    @Test
    void losesMixesAndReordersNothingAmongManyThreads() throws InterruptedException {
        FileChatSessions sessions = FileChatSessions.of(folder);
        List<Thread> threads = IntStream.range(0, 64)
                .mapToObj(each -> new Thread(() ->
                        turns(each).forEach(turn -> sessions.open("会话" + each).add(List.of(turn)))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int each = 0; each < 64; each++) {
            assertThat(sessions.open("会话" + each).messages()).isEqualTo(turns(each));
        }
    }

    private static List<Message> turns(int thread) {
        return IntStream.range(0, TURNS)
                .<Message>mapToObj(turn -> Message.user(thread + "/" + turn))
                .toList();
    }

    @Test
    void idsAreData() throws IOException {
        List<String> ids = List.of(
                "../../etc/passwd",
                "..",
                ".",
                "/",
                "C:\\con",
                "CON",
                "a/b",
                "a\\b",
                "' OR 1=1 --",
                "\"; DROP TABLE x;",
                "`id`",
                "$(id)",
                "${jndi:ldap://x}",
                "%2e%2e%2f",
                "%",
                "a%00b",
                "a\0b",
                "~",
                "*",
                "?",
                "-rf",
                "null",
                "undefined",
                "NaN",
                "田中さん",
                "ÅÍÎÏ",
                "😀",
                "\u202Etest",
                "\uFEFF",
                "a\nb",
                "a\r",
                "<script>",
                "{{7*7}}",
                "_");
        Path home = Files.createDirectory(folder.resolve("home"));
        FileChatSessions sessions = FileChatSessions.of(home);
        ids.forEach(id -> sessions.open(id).add(List.of(Message.user(id))));
        ids.forEach(id -> assertThat(sessions.open(id).messages()).containsExactly(Message.user(id)));
        assertThat(sessions.ids()).containsExactlyInAnyOrderElementsOf(ids);
        try (var outside = Files.list(folder)) {
            assertThat(outside).containsExactly(home);
        }
    }
}
