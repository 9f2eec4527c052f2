package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLoaderTest {

    @TempDir
    private Path root;

    private final List<LoadProblem> problems = new ArrayList<>();
    private final List<LoadProblem> skipped = new ArrayList<>();

    private DirectoryLoader.Builder loader() {
        return DirectoryLoader.builder().root(root).onProblem(problems::add).onSkipped(skipped::add);
    }

    private Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(DocumentLoader loader) {
        return loader.loadAll().stream().map(Document::text).toList();
    }

    @Test
    void loadsFilesInTheOrderOfTheirNamesAtAllDepths() {
        write("b.txt", "2");
        write("a/z.md", "1");
        write("丙/深/文.TXT", "4");
        write("c.markdown", "3");
        assertThat(texts(loader().build())).containsExactly("1", "2", "3", "4");
        assertThat(problems).isEmpty();
    }

    @Test
    void staysInTheTopFolderWhereNotRecursive() {
        write("a/z.txt", "deep");
        write("b.txt", "top");
        assertThat(texts(loader().recursive(false).build())).containsExactly("top");
    }

    @Test
    void takesOnlyWhatTheGlobMatches() {
        write("a/z.txt", "1");
        write("a/z.md", "2");
        write("y.txt", "3");
        assertThat(texts(loader().glob("**/*.txt").build())).containsExactly("1", "3");
        assertThat(texts(loader().glob("a/*").build())).containsExactly("2", "1");
    }

    @Test
    void plugsInALoaderByExtension() {
        write("a.Log", "x");
        DirectoryLoader loader = loader().loader(
                        "LOG", path -> () -> Stream.of(Document.of("log of " + path.getFileName())))
                .build();
        assertThat(texts(loader)).containsExactly("log of a.Log");
    }

    @Test
    void tellsOfTypesWithoutALoader() {
        Path file = write("a.xyz", "x");
        write("b.txt", "text");
        assertThat(texts(loader().build())).containsExactly("text");
        assertThat(skipped).extracting(LoadProblem::path).containsExactly(file);
        assertThat(skipped.get(0).reason())
                .contains("no loader")
                .contains("csv")
                .contains("epub")
                .contains("txt");
    }

    @Test
    void tellsOfABadFileAndGoesOn() throws IOException {
        Path bad = Files.write(root.resolve("b.txt"), new byte[] {1, 0, 2});
        write("a.txt", "1");
        write("c.txt", "3");
        assertThat(texts(loader().build())).containsExactly("1", "3");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(bad);
            assertThat(problem.reason()).startsWith("is not a text file");
        });
    }

    @Test
    void keepsWhatAFileGaveBeforeItFailed() {
        Path bad = write("a.part", "");
        write("b.txt", "next");
        Stream<Document> failing = IntStream.range(1, 4).mapToObj(page -> {
            if (page == 3) {
                throw new DocumentLoadException(bad.toString(), "page 3 is broken");
            }
            return Document.of("page " + page);
        });
        DirectoryLoader loader = loader().loader("part", path -> () -> failing).build();
        assertThat(texts(loader)).containsExactly("page 1", "page 2", "next");
        assertThat(problems).containsExactly(new LoadProblem(bad, "page 3 is broken"));
    }

    @Test
    void stopsAtABadFileIfToldSo() throws IOException {
        Files.write(root.resolve("b.txt"), new byte[] {0});
        DirectoryLoader loader = loader().stopOnProblem().build();
        assertThatThrownBy(loader::loadAll)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("b.txt");
    }

    @Test
    void failsOnABadFileThatWasNamed() throws IOException {
        Path bad = Files.write(root.resolve("b.txt"), new byte[] {0});
        Path odd = write("a.xyz", "x");
        assertThatThrownBy(() -> DirectoryLoader.of(bad).loadAll()).hasMessageContaining("not a text file");
        assertThatThrownBy(() -> DirectoryLoader.of(odd).loadAll()).hasMessageContaining("no loader for this type");
    }

    @Test
    void doesNotTakeAnErrorOfTheCallerForOneOfTheFile() {
        write("a.txt", "1");
        assertThatThrownBy(() -> loader().build().load().forEach(document -> {
                    throw new DocumentLoadException("caller", "mine");
                }))
                .hasMessage("caller: mine");
        assertThat(problems).isEmpty();
    }

    @Test
    void saysAtOnceThatARootIsMissing() {
        DirectoryLoader loader =
                DirectoryLoader.builder().root(root).root(root.resolve("缺")).build();
        assertThatThrownBy(loader::load)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("缺: there is no such file or folder");
    }

    @Test
    void givesNothingForAFolderWithNothingToLoad() {
        write(".hidden/x.txt", "hidden");
        assertThat(loader().build().loadAll()).isEmpty();
    }

    @Test
    void followsNoLinks() throws IOException {
        write("in/a.txt", "1");
        Files.createSymbolicLink(root.resolve("in/loop"), root);
        Files.createSymbolicLink(root.resolve("out.txt"), root.resolve("in/a.txt"));
        assertThat(texts(loader().build())).containsExactly("1");
        assertThat(skipped)
                .extracting(problem -> problem.path().getFileName().toString())
                .containsExactly("loop", "out.txt");
    }

    @Test
    void holdsOneFileOpenAtATimeAndClosesIt() {
        write("a.part", "");
        write("b.part", "");
        List<String> events = new ArrayList<>();
        DirectoryLoader loader = loader().loader("part", path -> () -> {
                    events.add("open " + path.getFileName());
                    return Stream.of(Document.of("1"), Document.of("2"))
                            .onClose(() -> events.add("close " + path.getFileName()));
                })
                .build();
        try (Stream<Document> documents = loader.load()) {
            Iterator<Document> iterator = documents.iterator();
            assertThat(events).isEmpty();
            iterator.next();
            iterator.next();
            assertThat(events).containsExactly("open a.part");
            iterator.next();
            assertThat(events).containsExactly("open a.part", "close a.part", "open b.part");
        }
        assertThat(events).last().isEqualTo("close b.part");
    }

    @Test
    void needsARoot() {
        assertThatThrownBy(() -> DirectoryLoader.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("root(");
    }

    @Test
    void severalFilesAreReadAtOnceAndComeInOrder() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("%02d.slow".formatted(i), "");
        }
        CyclicBarrier together = new CyclicBarrier(4);
        Function<Path, DocumentLoader> slow = file -> () -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new DocumentLoadException(file.toString(), "was read alone");
            }
            return Stream.of(Document.of(String.valueOf(file.getFileName())));
        };
        assertThat(texts(loader().loader("slow", slow).parallelism(4).build()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj("%02d.slow"::formatted).toList());
        assertThat(problems).isEmpty();
    }

    @Test
    void aBadFileAmongThoseReadAtOnceIsToldBehindWhatCameOfIt() {
        write("1.half", "");
        write("2.txt", "good");
        Function<Path, DocumentLoader> half = file -> () ->
                Stream.concat(Stream.of(Document.of("half")), Stream.of(file).map(each -> {
                    throw new DocumentLoadException(each.toString(), "ends here");
                }));
        assertThat(texts(loader().loader("half", half).parallelism(3).build())).containsExactly("half", "good");
        assertThat(problems)
                .extracting(LoadProblem::toString)
                .singleElement()
                .asString()
                .contains("ends here");
    }

    @Test
    void closingEndsTheThreadsThatReadAhead() throws Exception {
        for (int i = 0; i < 10; i++) {
            write(i + ".txt", "t");
        }
        try (Stream<Document> some = loader().parallelism(3).build().load()) {
            assertThat(some.limit(2)).hasSize(2);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("lian4j-load")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
