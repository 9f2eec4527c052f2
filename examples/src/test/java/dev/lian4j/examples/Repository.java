package dev.lian4j.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout and its sample documents. */
public final class Repository {

    public static final String QUESTION = "How many days of annual leave are there?";
    public static final String ANSWER = "@@";
    public static final String FILE = "@@";
    public static final int PAGE = 2;
    public static final String QUESTION_ZH = "@@";
    public static final String ANSWER_ZH = "@@";
    public static final String FILE_ZH = "@@";
    public static final int PAGE_ZH = 2;

    private Repository() {}

    /** The folder of the root pom, upward from where the tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("core/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
