package dev.lian4j.examples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {

    private static final Path MODEL =
            Path.of(System.getProperty("user.home"), ".cache", "lian4j", "SmolLM2-135M-Instruct.Q4_1.gguf");

    @TempDir
    Path folder;

    @Test
    void theModelAnswersInTheNewWay() {
        assumeThat(MODEL).as("the model that bin/fetch-model gets").exists();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (TensorEngine engine = DjlEngine.start(1)) {
            FineTuning.run(engine, MODEL, folder, 30);
        } finally {
            System.setOut(before);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.startsWith("before: "))).noneMatch(line -> line.contains("Ahoy"));
        assertThat(text.lines().filter(line -> line.startsWith("after: ")))
                .singleElement()
                .asString()
                .contains("Ahoy!", "boat");
        assertThat(text).contains("trained: 460800 of 134515008 numbers", "after 30 steps: loss ");
        assertThat(folder.resolve("adapter_model.safetensors")).exists();
    }
}
