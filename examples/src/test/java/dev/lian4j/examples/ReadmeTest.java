package dev.lian4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show as a program is a piece of one that is compiled, letter by letter, and what they say it prints it does. */
class ReadmeTest {

    private static final Pattern REGION =
            Pattern.compile("^ *// tag::([\\w-]+)\\[]\\n(.*?)^ *// end::\\1\\[]", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OUTPUT = Pattern.compile("^```text\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void showsTheProgramThatIsCompiledHere(String readme) throws IOException {
        assertThat(blocks(PROGRAM, readme)).contains(regions().get("readme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/guide.md", "docs/guide.zh-CN.md"})
    void theGuideShowsPiecesOfTheTutorial(String guide) throws IOException {
        assertThat(blocks(PROGRAM, guide))
                .hasSizeGreaterThan(15)
                .isSubsetOf(regions().values());
        String printed = text("examples/src/main/java/dev/lian4j/examples/tutorial/README.md");
        assertThat(blocks(OUTPUT, guide))
                .hasSizeGreaterThan(12)
                .allSatisfy(output -> assertThat(printed).contains(output));
    }

    @Test
    void theGuidesShowTheSame() throws IOException {
        for (Pattern kind : List.of(PROGRAM, OUTPUT)) {
            assertThat(blocks(kind, "docs/guide.zh-CN.md")).isEqualTo(blocks(kind, "docs/guide.md"));
        }
    }

    private static String text(String page) throws IOException {
        return Files.readString(Repository.root().resolve(page));
    }

    private static List<String> blocks(Pattern kind, String page) throws IOException {
        return kind.matcher(text(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** The marked pieces of the examples' programs, by their names. */
    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new TreeMap<>();
        for (Path file : Repository.mainSources()) {
            REGION.matcher(Files.readString(file))
                    .results()
                    .forEach(region -> assertThat(regions.put(
                                    region.group(1),
                                    region.group(2).stripTrailing().stripIndent() + "\n"))
                            .as("a name of its own for " + region.group(1))
                            .isNull());
        }
        return regions;
    }
}
