package dev.lian4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show as a program is a program of this module, letter by letter. */
class ReadmeTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void showsTheProgramThatIsCompiledHere(String readme) throws IOException {
        Path root = Repository.root();
        String source =
                Files.readString(root.resolve("examples/src/main/java/dev/lian4j/examples/tutorial/AskAPdf.java"));
        String shown = source.substring(
                source.indexOf("// tag::readme[]\n") + "// tag::readme[]\n".length(),
                source.indexOf("    // end::readme"));

        assertThat(Files.readString(root.resolve(readme)))
                .contains("```java\n" + shown.stripTrailing().stripIndent() + "\n```");
    }
}
