package dev.lian4j.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All messages of exceptions in one list, {@code target/messages.txt}, to be read as a whole; and what none of them may be:
 * shouted, apologetic, or only that something is wrong.
 */
class MessagesTest {

    private static final Pattern THROWN =
            Pattern.compile("new (\\w+Exception)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^;\"])*?)\\);", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern HOLLOW =
            Pattern.compile("(?i)^(?:an? )?(?:error|invalid|illegal|bad|wrong|unexpected|failed|failure|oops|sorry)\\b"
                    + "|!$|\\bplease\\b|\\bsomething went wrong\\b|^failed$");

    private record Message(String file, String exception, String text) {
        @Override
        public String toString() {
            return file + "  " + exception + "  " + text;
        }
    }

    @Test
    void eachSaysWhatIsWrong() throws IOException {
        List<Message> messages = new ArrayList<>();
        for (Path file : Repository.mainSources()) {
            THROWN.matcher(Files.readString(file))
                    .results()
                    .map(thrown -> message(file, thrown))
                    .filter(message -> !message.text().isBlank())
                    .forEach(messages::add);
        }
        Files.writeString(
                Repository.root().resolve("examples/target/messages.txt"),
                messages.stream().map(Message::toString).collect(Collectors.joining("\n")));
        assertThat(messages)
                .hasSizeGreaterThan(700)
                .noneMatch(message -> HOLLOW.matcher(message.text()).find());
    }

    private static Message message(Path file, MatchResult thrown) {
        String text = LITERAL.matcher(thrown.group(2))
                .results()
                .map(literal -> literal.group(1))
                .collect(Collectors.joining("…"));
        return new Message(String.valueOf(file.getFileName()), thrown.group(1), text);
    }
}
