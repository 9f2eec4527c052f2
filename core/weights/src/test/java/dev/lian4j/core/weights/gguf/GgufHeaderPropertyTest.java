package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class GgufHeaderPropertyTest {

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile(Path.of("target"), "damaged", ".gguf");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 3000)
    void aDamagedFileGivesOurErrorOrAHeader(
            @ForAll @Size(min = 1, max = 4) int[] places,
            @ForAll byte value,
            @ForAll boolean cut,
            @ForAll @IntRange(max = 400) int length)
            throws IOException {
        byte[] bytes = GgufBytes.small().bytes();
        for (int place : places) {
            bytes[Math.floorMod(place, bytes.length)] ^= value;
        }
        Files.write(file, cut ? Arrays.copyOf(bytes, Math.min(length, bytes.length)) : bytes);

        assertOurErrorOrAHeader();
    }

    @Property(tries = 500)
    void anyBytesBehindTheMagicGiveOurErrorOrAHeader(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        Files.write(file, new GgufBytes().start(3, 1, 1).raw(bytes).bytes());

        assertOurErrorOrAHeader();
    }

    private static void assertOurErrorOrAHeader() {
        try {
            assertThat(GgufHeader.read(file).version()).isIn(2, 3);
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("at byte ");
        }
    }
}
