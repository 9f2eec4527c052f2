package dev.lian4j.finetune;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The model that some tests run, where there is one on this machine. */
public final class RealModel {

    private RealModel() {}

    /** SmolLM2-135M-Instruct in the cache of bin/fetch-model; the test is skipped where it is not there. */
    public static Path require() {
        Path file = Path.of(System.getProperty("user.home"), ".cache", "lian4j", "SmolLM2-135M-Instruct.Q4_1.gguf");
        Assumptions.assumeTrue(Files.exists(file), "Skipped: no " + file + "; bin/fetch-model gets it");
        return file;
    }
}
