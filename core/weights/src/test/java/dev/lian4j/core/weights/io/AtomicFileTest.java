package dev.lian4j.core.weights.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("适配器"), "old");

        AtomicFile.write(file, out -> out.bytes(bytes("新的")));

        assertThat(file).hasContent("新的");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void keepsTheOldFileWhereWritingFails() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.bytes(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("file")
                .hasMessageContaining("No space left")
                .hasMessageContaining("it is as it was before");

        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void keepsTheOldFileWhereTheBodyThrowsAnythingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("odd");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @Test
    void tellsThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> AtomicFile.write(directory.resolve("none/file"), out -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("NoSuchFile");
    }

    @Test
    void anInterruptCancelsAndIsKept() throws Exception {
        Path file = directory.resolve("file");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    Thread.currentThread().interrupt();
                    out.bytes(new byte[100_000]);
                }))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.toFile().list()).isEmpty();
    }
}
