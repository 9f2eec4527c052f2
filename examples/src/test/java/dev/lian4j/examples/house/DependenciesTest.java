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
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** The page that justifies the libraries says what the modules use. */
class DependenciesTest {

    private static final Pattern ARTIFACT = Pattern.compile("`([\\w.-]+:[\\w.-]+)`");
    private static final Pattern MODULE = Pattern.compile("`([\\w-]+(?:/[\\w-]+)?)`");

    /** Annotations that every module has from the parent. */
    private static final Set<String> EVERYWHERE = Set.of("org.jspecify:jspecify");

    @Test
    void everyLibraryIsJustifiedAndEachStillUsed() throws IOException {
        Map<String, Set<String>> told = told();
        told.keySet().removeAll(EVERYWHERE);
        Map<String, Set<String>> used = used();
        assertThat(told.keySet()).isEqualTo(used.keySet());
        told.forEach((library, modules) -> assertThat(modules).as(library).containsAll(used.get(library)));
    }

    @Test
    void theBillOfOurModulesIsComplete() throws IOException {
        Path root = Repository.root();
        Set<String> published = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String module : xml(root).select("project > modules > module").eachText()) {
            if (!module.matches("bom|benchmarks|examples.*")) {
                Element pom = xml(root.resolve(module));
                published.add(pom.select("project > artifactId").text());
                assertThat(names.add(pom.select("properties > module\\.name").text()))
                        .as("a name of its own for the Java module of " + module)
                        .isTrue();
            }
        }
        Element bom = xml(root.resolve("bom"));
        assertThat(new TreeSet<>(bom.select("dependency > artifactId").eachText()))
                .isEqualTo(published);
        assertThat(bom.select("project > version").text())
                .isEqualTo(xml(root).select("project > version").text());
    }

    private static Map<String, Set<String>> told() throws IOException {
        Map<String, Set<String>> told = new TreeMap<>();
        for (String line : Files.readAllLines(Repository.root().resolve("docs/dependencies.md"))) {
            List<String> cells = List.of(line.split("\\|", -1));
            if (cells.size() == 9) {
                Set<String> modules = new TreeSet<>(matches(MODULE, cells.get(7)));
                matches(ARTIFACT, cells.get(2)).forEach(library -> told.put(library, modules));
            }
        }
        return told;
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Map<String, Set<String>> used() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        Path root = Repository.root();
        for (String module : xml(root).select("project > modules > module").eachText()) {
            for (Element dependency : xml(root.resolve(module)).select("project > dependencies > dependency")) {
                String library = text(dependency, "groupId") + ":" + text(dependency, "artifactId");
                if (!text(dependency, "scope").equals("test") && !library.startsWith("dev.lian4j:")) {
                    used.computeIfAbsent(library, key -> new TreeSet<>()).add(module);
                }
            }
        }
        return used;
    }

    private static String text(Element dependency, String field) {
        return dependency.select("> " + field).text();
    }

    private static Element xml(Path module) throws IOException {
        return Jsoup.parse(Files.readString(module.resolve("pom.xml")), Parser.xmlParser());
    }
}
