package dev.lian4j.testing.process;

import java.nio.file.Path;

/** The JVM that runs the tests, for starting others like it. */
public final class TestJvm {

    private TestJvm() {}

    /** Its {@code java}. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The class path of the tests: Surefire starts them from a jar that only lists others, and tells of those here. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
