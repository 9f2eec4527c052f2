package dev.lian4j.core.weights.safetensors;

import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.file;
import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
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

class SafetensorsHeaderPropertyTest {

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile(Path.of("target"), "damaged", ".safetensors");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1500)
    void aDamagedFileGivesOurErrorOrItsTensors(
            @ForAll @Size(min = 1, max = 4) int[] places,
            @ForAll byte value,
            @ForAll boolean cut,
            @ForAll @IntRange(max = 250) int length)
            throws IOException {
        byte[] bytes = file(
                "{\"__metadata__\":{\"format\":\"pt\"}," + tensor("a", "F32", "[2,2]", 0, 16) + ","
                        + tensor("乙", "F16", "[3]", 16, 22) + "}",
                22);
        for (int place : places) {
            bytes[Math.floorMod(place, bytes.length)] ^= value;
        }
        Files.write(file, cut ? Arrays.copyOf(bytes, Math.min(length, bytes.length)) : bytes);

        assertOurErrorOrTensors();
    }

    @Property(tries = 500)
    void anyHeaderGivesOurErrorOrItsTensors(@ForAll @Size(max = 100) byte[] bytes) throws IOException {
        byte[] whole = Arrays.copyOf(file("{\"a\":{", 6 + bytes.length, bytes.length), 14 + bytes.length);
        System.arraycopy(bytes, 0, whole, 14, bytes.length);
        Files.write(file, whole);

        assertOurErrorOrTensors();
    }

    private static void assertOurErrorOrTensors() {
        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            for (String name : weights.tensors().keySet()) {
                assertThat(FloatTensor.read(weights, name).shape()).isNotNull();
            }
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }
}
