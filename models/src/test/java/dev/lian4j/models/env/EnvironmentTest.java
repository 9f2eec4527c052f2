package dev.lian4j.models.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.error.LianException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @TempDir
    Path root;

    private Environment with(Map<String, String> variables, String dotEnv) throws IOException {
        Files.writeString(root.resolve(".env"), dotEnv);
        Path below = Files.createDirectories(root.resolve("a/b/c"));
        return Environment.of(variables, below);
    }

    @Test
    void findsTheFileUpward() throws IOException {
        Environment environment = with(Map.of(), "# keys\nKEY=value\nGREETING=\"你好 世界\"\n");

        assertThat(environment.get("KEY")).contains("value");
        assertThat(environment.get("GREETING")).contains("你好 世界");
        assertThat(environment.get("OTHER")).isEmpty();
    }

    @Test
    void takesTheNearestFile() throws IOException {
        Environment environment = with(Map.of(), "KEY=far\nFAR=1\n");
        Files.writeString(root.resolve("a/.env"), "KEY=near\n");

        assertThat(environment.get("KEY")).contains("near");
        assertThat(environment.get("FAR")).isEmpty();
    }

    @Test
    void passesOverAFolderOfThatName() throws IOException {
        Environment environment = with(Map.of(), "KEY=value\n");
        Files.createDirectories(root.resolve("a/b/.env"));

        assertThat(environment.get("KEY")).contains("value");
    }

    @Test
    void letsTheRealEnvironmentWinUnlessItIsBlank() throws IOException {
        Environment environment = with(Map.of("KEY", " real ", "BLANK", "  "), "KEY=file\nBLANK=file\n");

        assertThat(environment.get("KEY")).contains("real");
        assertThat(environment.get("BLANK")).contains("file");
    }

    @ParameterizedTest
    @CsvSource({"' KEY ', value", "KEY, '\"value\"'", "KEY, \"'value'\"", "KEY, value # a comment"})
    void readsTheUsualForms(String name, String value) throws IOException {
        assertThat(with(Map.of(), name + "=" + value + "\n").get("KEY")).contains("value");
    }

    @Test
    void namesTheMalformedLineWithoutQuotingIt() throws IOException {
        Environment environment = with(Map.of(), "GOOD=1\n\nsk-canary this is no setting\n");

        assertThatExceptionOfType(LianException.class)
                .isThrownBy(() -> environment.get("KEY"))
                .withMessageContaining(root.resolve(".env").toString())
                .withMessageContaining("line 3")
                .withMessageContaining("NAME=value")
                .withNoCause()
                .matches(e -> !String.valueOf(e.getMessage()).contains("canary"));
    }

    @Test
    void saysThatExportIsNotForHere() throws IOException {
        assertThatExceptionOfType(LianException.class)
                .isThrownBy(() -> with(Map.of(), "export KEY=value\n").get("KEY"))
                .withMessageContaining("without 'export'");
    }

    @Test
    void needsNoFileForWhatTheEnvironmentHas() throws IOException {
        assertThat(with(Map.of("KEY", "real"), "malformed").get("KEY")).contains("real");
    }

    @Test
    void saysThatAFileIsNotText() throws IOException {
        Files.write(root.resolve(".env"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThatExceptionOfType(LianException.class)
                .isThrownBy(() -> Environment.of(Map.of(), root).get("KEY"))
                .withMessageContaining("UTF-8");
    }

    @Test
    void readsTheProcessEnvironment() {
        Map.Entry<String, String> any = System.getenv().entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .findFirst()
                .orElseThrow();

        assertThat(Environment.load().get(any.getKey())).contains(any.getValue().strip());
    }
}
