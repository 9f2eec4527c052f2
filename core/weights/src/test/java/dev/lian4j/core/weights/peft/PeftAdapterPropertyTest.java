package dev.lian4j.core.weights.peft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PeftAdapterPropertyTest {

    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "damaged-adapter");
    }

    @AfterContainer
    static void deleteDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("adapter_config.json"));
        Files.delete(directory);
    }

    @Property(tries = 1000)
    void aDamagedConfigurationGivesOurErrorOrAConfiguration(
            @ForAll @Size(min = 1, max = 3) int[] places, @ForAll byte value) throws IOException {
        byte[] bytes;
        try (var in = PeftAdapterPropertyTest.class.getResourceAsStream("/peft/lora/adapter_config.json")) {
            bytes = Objects.requireNonNull(in).readAllBytes();
        }
        for (int place : places) {
            bytes[Math.floorMod(place, bytes.length)] ^= value;
        }
        Path file = Files.write(directory.resolve("adapter_config.json"), bytes);

        try {
            assertThat(ConfigReader.read(file).taskType()).isNotNull();
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining("adapter_config.json");
        }
    }
}
