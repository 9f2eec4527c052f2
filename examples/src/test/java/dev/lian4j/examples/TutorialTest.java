package dev.lian4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tutorial's programs print what their README says. */
class TutorialTest {

    private static final Path FOLDER = Repository.root().resolve("examples/src/main/java/dev/lian4j/examples/tutorial");
    private static final Pattern PROGRAM =
            Pattern.compile("^## `(\\w+)`.*?^```text\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private record Program(String name, String output) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Program> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .map(match -> new Program(match.group(1), match.group(2)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatTheReadmeSays(Program program) throws Exception {
        Method main =
                Class.forName("dev.lian4j.examples.tutorial." + program.name()).getMethod("main", String[].class);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(program.output());
    }

    @Test
    void theReadmeNamesEveryProgram() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                            .map(name -> name.replace(".java", "")))
                    .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
        }
    }
}
