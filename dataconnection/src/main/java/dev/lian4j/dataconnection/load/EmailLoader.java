package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads an email ({@code .eml}) as one document: its text, plain where it comes in several forms, else HTML's as a person
 * reads it; with that of messages forwarded in it. Metadata: {@code source}, {@code title} (the subject), {@code from},
 * {@code to}, {@code cc}, {@code date} (as {@code 2026-01-31T08:00:00Z}), {@code message_id} and {@code attachments} (their
 * names, which are listed, not loaded). Encodings are those that the mail names, or found out where it names none or a wrong
 * one. Immutable.
 */
public final class EmailLoader implements DocumentLoader {

    private final TextFile file;

    private EmailLoader(Path file) {
        this.file = new TextFile(file, TextFile.MAX_BYTES);
    }

    /** A loader of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static EmailLoader of(Path file) {
        return new EmailLoader(file);
    }

    /**
     * The one document, read when it is pulled.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is no email, or nests messages more than 50 deep
     */
    @Override
    public Stream<Document> load() {
        return Stream.of(file).map(read -> document(EmailParser.parse(read)));
    }

    private Document document(org.apache.james.mime4j.dom.Message message) {
        EmailBody body = EmailBody.of(file.path(), message);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.putAll(EmailHeaders.of(message.getHeader()));
        if (!body.attachments().isEmpty()) {
            metadata.put("attachments", body.attachments());
        }
        return Document.of(body.text(), metadata);
    }
}
