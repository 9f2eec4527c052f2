package dev.lian4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout and its sample documents. */
public final class Repository {

    public static final String QUESTION = "How many days of annual leave do I have?";
    public static final String ANSWER = "27 days";
    public static final String FILE = "employee-handbook.pdf";
    public static final int PAGE = 3;
    public static final String QUESTION_ZH = "屏幕显示E7是什么意思?";
    public static final String ANSWER_ZH = "机内漏水";
    public static final String FILE_ZH = "water-purifier-manual-zh.pdf";
    public static final int PAGE_ZH = 5;

    private Repository() {}

    /** The folder of the root pom, upward from where the tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("core/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The main sources of every module. */
    public static List<Path> mainSources() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
