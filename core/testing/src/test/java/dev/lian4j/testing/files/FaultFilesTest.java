package dev.lian4j.testing.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultFilesTest {

    @TempDir
    Path folder;

    private FaultFiles files;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("old"), "before");
        files = FaultFiles.over(folder);
    }

    private void write(String name, String text, boolean force) throws IOException {
        try (FileChannel channel =
                FileChannel.open(files.path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            if (force) {
                channel.force(true);
            }
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(files.path(""), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Test
    void worksLikeTheFilesBehindIt() throws IOException {
        Files.createDirectories(files.path("a/b"));
        Files.writeString(files.path("a/b/中.txt"), "你好");
        Files.move(files.path("a/b/中.txt"), files.path("moved"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(Files.readString(files.path("moved"))).isEqualTo("你好");
        assertThat(Files.readString(folder.resolve("moved"))).isEqualTo("你好");
        assertThat(Files.exists(files.path("a/b/中.txt"))).isFalse();
        try (var listed = Files.list(files.path(""))) {
            assertThat(listed.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("a", "moved", "old");
        }
    }

    @Test
    void failsTheOperationThatWasChosenOnce() throws IOException {
        files.failAt(2, FileOperation.WRITE);
        write("a", "1234", false);
        assertThatThrownBy(() -> write("a", "5678", false)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("a")).hasContent("5634");
        write("a", "9999", false);
        assertThat(files.failed()).isEqualTo(1);
        assertThat(files.counted()).isEqualTo(3);
        assertThat(files.operations()).contains("OPEN a", "WRITE a");
    }

    @Test
    void failsFromAnOperationOn() throws IOException {
        files.failFrom(2, FileOperation.FORCE);
        write("a", "1", true);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> write("a", "2", true)).hasMessageContaining("No space left on device");
        }
        assertThat(files.failed()).isEqualTo(3);
        files.heal();
        write("a", "3", true);
    }

    @Test
    void aLoopOverAllOperationsEnds() throws IOException {
        long n = 0;
        do {
            n++;
            files.failAt(n);
            try {
                write("a", "x", true);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("Input/output error");
            }
        } while (files.failed() > 0);
        assertThat(n).isEqualTo(4); // open, write, force, and the round in which none failed
    }

    @ParameterizedTest
    @CsvSource({"LOST,before", "CUT,before", "ZEROED,000000", "KEPT,changed"})
    void bytesThatWereNotForcedGo(Unsynced how, String left) throws IOException {
        write("old", how == Unsynced.ZEROED ? "CHANGE" : "changed", false);
        files.crash(how);
        assertThat(Files.readString(folder.resolve("old")).replace('\0', '0')).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"LOST,before", "CUT,''", "ZEROED,000", "KEPT,new"})
    void aRenameBeforeForcingIsSeen(Unsynced how, String left) throws IOException {
        write("fresh", "new", false);
        Files.move(files.path("fresh"), files.path("old"), StandardCopyOption.REPLACE_EXISTING);
        files.crash(how);
        assertThat(Files.readString(folder.resolve("old")).replace('\0', '0')).isEqualTo(left);
    }

    @Test
    void aNameLastsOnceItsFolderIsForced() throws IOException {
        write("fresh", "new", true);
        Files.move(files.path("fresh"), files.path("old"), StandardCopyOption.REPLACE_EXISTING);
        files.crash(Unsynced.LOST);
        assertThat(folder.resolve("old")).hasContent("before");
        write("fresh", "new", true);
        Files.move(files.path("fresh"), files.path("old"), StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
        write("unnamed", "x", true);
        files.crash(Unsynced.LOST);
        assertThat(folder.resolve("old")).hasContent("new");
        assertThat(folder.resolve("unnamed")).doesNotExist();
    }

    @Test
    void whatWasDeletedComesBackUntilItsFolderIsForced() throws IOException {
        Files.delete(files.path("old"));
        files.crash(Unsynced.LOST);
        assertThat(folder.resolve("old")).hasContent("before");
        Files.delete(files.path("old"));
        forceFolder();
        files.crash(Unsynced.LOST);
        assertThat(folder.resolve("old")).doesNotExist();
    }
}
