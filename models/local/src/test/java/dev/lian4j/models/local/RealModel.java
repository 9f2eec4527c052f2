package dev.lian4j.models.local;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The model that tests run, where there is one on this machine. */
final class RealModel {

    private RealModel() {}

    /** From the system property or environment variable LIAN_TEST_MODEL, else the default model in the cache. */
    static Path require() {
        Optional<Path> model = Optional.ofNullable(System.getProperty("LIAN_TEST_MODEL"))
                .or(() -> Optional.ofNullable(System.getenv("LIAN_TEST_MODEL")))
                .map(Path::of)
                .or(() -> ModelCache.ofDefault().find("smollm2-135m"));
        Assumptions.assumeTrue(
                model.isPresent(), "Skipped: no model on this machine; run bin/fetch-model or set LIAN_TEST_MODEL");
        return model.orElseThrow();
    }
}
