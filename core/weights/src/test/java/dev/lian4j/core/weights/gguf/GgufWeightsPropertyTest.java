package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class GgufWeightsPropertyTest {

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile(Path.of("target"), "damaged-weights", ".gguf");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1500)
    void aDamagedFileGivesOurErrorOrItsNumbers(@ForAll @Size(min = 1, max = 3) int[] places, @ForAll byte value)
            throws IOException {
        byte[] bytes = new GgufBytes()
                .start(3, 3, 2)
                .text("general.architecture", "llama")
                .u32("llama.attention.head_count", 2)
                .tensor("blk.0.attn_q.weight", 0, 0, 1, 8)
                .tensor("blk.0.attn_k.bias", 1, 32, 4)
                .tensor("output.weight", 2, 64, 32, 2)
                .pad(32)
                .zeros(64 + 36)
                .bytes();
        for (int place : places) {
            bytes[Math.floorMod(place, bytes.length)] ^= value;
        }
        Files.write(file, bytes);

        assertOurErrorOrNumbers();
    }

    private static void assertOurErrorOrNumbers() {
        try (GgufWeights weights = GgufWeights.open(file)) {
            for (String name : weights.tensors().keySet()) {
                assertThat(FloatTensor.read(weights, name).values()).isNotEmpty();
            }
        } catch (ModelException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
