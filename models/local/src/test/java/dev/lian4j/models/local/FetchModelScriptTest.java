package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FetchModelScriptTest {

    private static final Path SCRIPT =
            Path.of("../../bin/fetch-model").toAbsolutePath().normalize();

    @TempDir
    Path cache;

    @Test
    void knowsTheSameFileAsTheLibrary() throws IOException {
        KnownModel model = KnownModel.all().get(0);

        assertThat(Files.readString(SCRIPT))
                .contains(model.name())
                .contains("file=" + model.file())
                .contains("url=" + model.sources().get(0).url())
                .contains("sha256=" + model.sources().get(0).sha256());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void refusesANameThatItDoesNotKnow() throws Exception {
        Outcome outcome = run("nope", System.getenv("PATH"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("no model is known as 'nope'").hasLineCount(1);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void doesNothingWhereTheFileIsThere() throws Exception {
        Path model = RealModel.require();
        assumeThat(model.getFileName().toString())
                .isEqualTo(KnownModel.all().get(0).file());
        Path there = Files.createSymbolicLink(cache.resolve(model.getFileName()), model.toAbsolutePath());

        Outcome outcome = run("smollm2-135m", System.getenv("PATH"));

        assertThat(outcome).isEqualTo(new Outcome(0, there + "\n"));
    }

    private Outcome run(String name, String path) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), name).redirectErrorStream(true);
        builder.environment().put("LIAN_CACHE", cache.toString());
        builder.environment().put("PATH", path);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out);
    }

    private record Outcome(int exitCode, String out) {}
}
