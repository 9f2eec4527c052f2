package dev.lian4j.core.mcp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start classes of the tests in a JVM of their own. */
final class ChildJvm {

    /** Surefire starts the tests from a jar that only lists others, and tells of them here. */
    static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private ChildJvm() {}

    static List<String> command(Class<?> main, String... arguments) {
        return command(CLASS_PATH, main, arguments);
    }

    static List<String> command(String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
