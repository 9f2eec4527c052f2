package dev.lian4j.core.weights.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {

    @TempDir
    Path directory;

    private Path counting(int bytes) throws Exception {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) i;
        }
        return Files.write(directory.resolve("权重.bin"), content);
    }

    @Test
    void givesEverySliceOfSeveralMaps() throws Exception {
        try (MappedFile file = MappedFile.open(counting(101), 16, 8)) {
            for (int offset = 0; offset < 101; offset++) {
                for (int length = 0; length <= Math.min(8, 101 - offset); length++) {
                    byte[] bytes = new byte[length];
                    file.slice(offset, length).get(bytes);
                    for (int i = 0; i < length; i++) {
                        assertThat(bytes[i]).isEqualTo((byte) (offset + i));
                    }
                }
            }
        }
    }

    @Test
    void readsLittleEndian() throws Exception {
        try (MappedFile file = MappedFile.open(counting(8))) {
            assertThat(file.slice(1, 4).getInt()).isEqualTo(0x04030201);
        }
    }

    @Test
    void tellsThatItWasClosed() throws Exception {
        MappedFile file = MappedFile.open(counting(8));
        file.close();

        assertThatThrownBy(() -> file.slice(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void mapsAnEmptyFile() throws Exception {
        try (MappedFile file = MappedFile.open(counting(0))) {
            assertThat(file.size()).isZero();
        }
    }
}
