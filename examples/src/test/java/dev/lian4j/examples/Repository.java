package dev.lian4j.examples;

import java.nio.file.Files;
import java.nio.file.Path;

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
}
