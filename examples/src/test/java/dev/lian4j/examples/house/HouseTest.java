package dev.lian4j.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bars of the house, over the sources of every module. */
class HouseTest {

    private static final Pattern BARE = Pattern.compile("new (RuntimeException|Exception|Throwable|Error)\\(");

    private static final List<Path> SOURCES = Repository.mainSources();

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereAreSourcesToCheck() {
        assertThat(SOURCES).hasSizeGreaterThan(100);
    }

    @Test
    void filesAreShort() {
        List<Long> lines = SOURCES.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(file -> read(file).lines().count())
                .sorted()
                .toList();

        assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(80);
        assertThat(lines.get(lines.size() * 9 / 10)).isLessThanOrEqualTo(250);
        assertThat(lines.get(lines.size() - 1)).isLessThanOrEqualTo(400);
    }

    @Test
    void everyPackageSaysWhatLivesThereAndIsNullMarked() {
        TreeSet<Path> packages = new TreeSet<>();
        SOURCES.forEach(file -> packages.add(file.getParent()));

        assertThat(packages)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("@NullMarked", "/**"));
    }

    @Test
    void nobodyThrowsABareException() {
        assertThat(SOURCES).allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(BARE));
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertThat(SOURCES).allSatisfy(file -> assertThat(read(file)).doesNotContain("TODO", "FIXME", "XXX"));
    }
}
