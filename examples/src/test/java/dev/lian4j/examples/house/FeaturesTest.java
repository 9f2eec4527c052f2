package dev.lian4j.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of features names tests that exist. */
class FeaturesTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern TESTS = Pattern.compile("src/(test|contract)/java");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)(?:\\.\\w+)?`");
    private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = TEST.matcher(Files.readString(Repository.root().resolve("docs/features.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isNotEmpty().isSubsetOf(sources(TESTS).keySet());
    }

    @Test
    void everyTestThatReliabilityRestsOnExists() throws IOException {
        List<MatchResult> named = METHOD.matcher(
                        Files.readString(Repository.root().resolve("docs/reliability.md")))
                .results()
                .toList();
        assertThat(named).isNotEmpty();
        Map<String, String> sources = sources(TESTS);
        for (MatchResult test : named) {
            assertThat(sources.getOrDefault(test.group(1), "no such class"))
                    .as(test.group())
                    .contains("void " + test.group(2) + "(");
        }
    }

    @Test
    void everyClassThatMigrationNamesExists() throws IOException {
        Set<String> named = Files.readAllLines(Repository.root().resolve("docs/migrate.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
                .flatMap(cell -> CLASS.matcher(cell).results().map(match -> match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .hasSizeGreaterThan(100)
                .isSubsetOf(sources(Pattern.compile("src/main/java")).keySet());
    }

    /** The texts of the classes below folders of such a name, by the name of the class. */
    private static Map<String, String> sources(Pattern folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Repository.root())) {
            for (Path file : (Iterable<Path>)
                    files.filter(each -> folder.matcher(each.toString()).find()).filter(Files::isRegularFile)
                            ::iterator) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
