package dev.lian4j.dataconnection.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries load once a JVM, so each test starts another with folders of its own. */
@Timeout(120)
class LeavesNothingBehindTest {

    @TempDir
    private Path folder;

    private Path temp;
    private Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        temp = Files.createDirectory(folder.resolve("tmp"));
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void needsNoNetworkAndWritesNothingToStandardOutput() throws Exception {
        assertThat(run(home)).isEqualTo("exit 0, stdout ''");
    }

    @Test
    void leavesOnlyTheTokenizersLibraryInItsCache() throws Exception {
        run(home);

        assertThat(temp).isEmptyDirectory();
        assertThat(filesIn(home))
                .singleElement()
                .satisfies(file -> assertThat(file.toString()).contains(".djl.ai", "tokenizers"));
    }

    @Test
    void leavesNothingWhereTheHomeDirectoryIsNotWritable() throws Exception {
        assertThat(run(folder.resolve("absent"))).isEqualTo("exit 0, stdout ''");

        assertThat(temp).isEmptyDirectory();
        assertThat(home).isEmptyDirectory();
        assertThat(filesIn(folder))
                .extracting(file -> file.getFileName().toString())
                .containsOnly("stdout", "stderr");
    }

    private String run(Path userHome) throws IOException, InterruptedException {
        Path out = folder.resolve("stdout");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-Duser.home=" + userHome,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Isolated.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start()
                .waitFor();
        return "exit " + exit + ", stdout '" + Files.readString(out) + "'";
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
