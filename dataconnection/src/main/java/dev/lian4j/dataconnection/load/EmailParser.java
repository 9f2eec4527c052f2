package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** Parses emails within limits. */
final class EmailParser {

    /** Real mail nests three or four deep; the parser has a stream in a stream for each. */
    private static final int DEEPEST = 50;

    private static final List<String> SIGNS = List.of("from", "to", "subject", "date", "message-id", "received");

    /** Lines of real mail are longer than they should be; the size of the file is limited already. */
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(1 << 20)
            .setMaxHeaderCount(10_000)
            .setMaxContentLen(-1)
            .build();

    private EmailParser() {}

    static Message parse(TextFile file) {
        FileFault.check(file.path(), file.maxBytes());
        try {
            checkDepth(file.path());
            Message message = message(file.path());
            checkIsEmail(file.path(), message.getHeader());
            return message;
        } catch (IOException e) {
            throw FileFault.of(file.path(), e);
        } catch (MimeException e) {
            throw file.fault("is not an email that can be read: " + e.getMessage(), e);
        }
    }

    /** Runs over the whole without building anything. */
    private static void checkDepth(Path file) throws IOException, MimeException {
        try (InputStream in = Files.newInputStream(file)) {
            MimeTokenStream tokens = new MimeTokenStream(LIMITS);
            tokens.parse(in);
            int depth = 0;
            for (EntityState at = tokens.getState(); at != EntityState.T_END_OF_STREAM; at = tokens.next()) {
                depth += change(at);
                if (depth > DEEPEST) {
                    throw new DocumentLoadException(file.toString(), "nests messages more than " + DEEPEST + " deep");
                }
            }
        }
    }

    private static int change(EntityState event) {
        return switch (event) {
            case T_START_MULTIPART, T_START_MESSAGE -> 1;
            case T_END_MULTIPART, T_END_MESSAGE -> -1;
            default -> 0;
        };
    }

    private static Message message(Path file) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(LIMITS);
        builder.setDecodeMonitor(DecodeMonitor.SILENT);
        try (InputStream in = Files.newInputStream(file)) {
            return builder.parseMessage(in);
        }
    }

    /** Any text parses as a mail without headers. */
    private static void checkIsEmail(Path file, Header header) {
        if (SIGNS.stream().allMatch(name -> header.getField(name) == null)) {
            throw new DocumentLoadException(file.toString(), "is not an email: it has none of the headers " + SIGNS);
        }
    }
}
