package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.stream.Field;

/**
 * What is in an email.
 *
 * @param text what there is to read
 * @param attachments the names of what is attached, or the types of what has no name
 */
record EmailBody(String text, List<String> attachments) {

    static EmailBody of(Path file, Message message) {
        List<String> attachments = new ArrayList<>();
        String text = text(file, message, attachments);
        return new EmailBody(text, List.copyOf(attachments));
    }

    private static String text(Path file, Entity entity, List<String> attachments) {
        if (entity.getBody() instanceof Multipart multipart) {
            return multipart.getSubType().equalsIgnoreCase("alternative")
                    ? best(file, multipart, attachments)
                    : all(file, multipart, attachments);
        }
        if (entity.getBody() instanceof Message forwarded) {
            return forwarded(file, forwarded, attachments);
        }
        if (isText(entity) && entity.getBody() instanceof SingleBody body) {
            return words(file, entity, body);
        }
        attachments.add(name(entity));
        return "";
    }

    private static String all(Path file, Multipart multipart, List<String> attachments) {
        return multipart.getBodyParts().stream()
                .map(part -> text(file, part, attachments))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    /** The plain form of the same text, where there is one that is not empty; else the last, which is the richest. */
    private static String best(Path file, Multipart forms, List<String> attachments) {
        String last = "";
        for (Entity form : forms.getBodyParts()) {
            String text = text(file, form, attachments);
            if (!text.isBlank() && form.getMimeType().equals("text/plain")) {
                return text;
            }
            last = text.isBlank() ? last : text;
        }
        return last;
    }

    private static String forwarded(Path file, Message message, List<String> attachments) {
        String headers = EmailHeaders.of(message.getHeader()).entrySet().stream()
                .filter(header -> !header.getKey().equals("message_id"))
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        return headers + "\n\n" + text(file, message, attachments);
    }

    private static boolean isText(Entity entity) {
        return !"attachment".equalsIgnoreCase(entity.getDispositionType())
                && List.of("text/plain", "text/html").contains(entity.getMimeType());
    }

    private static String name(Entity entity) {
        Field disposition = entity.getHeader().getField("content-disposition");
        String name = disposition == null ? null : EmailNames.fileName(EmailHeaders.value(disposition));
        if (name == null && entity.getFilename() != null) {
            name = DecoderUtil.decodeEncodedWords(entity.getFilename(), DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        }
        return name == null ? entity.getMimeType() : name;
    }

    private static String words(Path file, Entity entity, SingleBody body) {
        try (InputStream in = body.getInputStream()) {
            Field type = entity.getHeader().getField("content-type");
            Optional<Charset> named = type == null ? Optional.empty() : EmailNames.charset(type.getBody());
            String text = LineEnds.unified(decode(in.readAllBytes(), named));
            return entity.getMimeType().equals("text/html") ? HtmlPage.text(HtmlPage.parse(text)) : text.strip();
        } catch (IOException e) {
            throw FileFault.of(file, e);
        }
    }

    /** In the encoding named, if that is right; else as the bytes look; else with replacement characters, but never lost. */
    static String decode(byte[] bytes, Optional<Charset> named) {
        try {
            Path nameless = Path.of("text");
            return named.isPresent()
                    ? TextDecoder.decode(nameless, bytes, named.get())
                    : TextDecoder.decode(nameless, bytes);
        } catch (DocumentLoadException e) {
            return named.isPresent() ? decode(bytes, Optional.empty()) : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
