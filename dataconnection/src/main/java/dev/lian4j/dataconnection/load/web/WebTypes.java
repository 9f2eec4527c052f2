package dev.lian4j.dataconnection.load.web;

import dev.lian4j.dataconnection.load.Charsets;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okio.ByteString;

/** What a reply is, in terms of files. */
final class WebTypes {

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/tab-separated-values", "tsv"),
            Map.entry("text/vtt", "vtt"),
            Map.entry("application/json", "json"),
            Map.entry("application/x-ndjson", "jsonl"),
            Map.entry("application/jsonl", "jsonl"),
            Map.entry("application/xml", "xml"),
            Map.entry("text/xml", "xml"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/epub+zip", "epub"),
            Map.entry("application/zip", "zip"),
            Map.entry("message/rfc822", "eml"),
            Map.entry(OFFICE + "wordprocessingml.document", "docx"),
            Map.entry(OFFICE + "presentationml.presentation", "pptx"),
            Map.entry(OFFICE + "spreadsheetml.sheet", "xlsx"));

    /** Types that say nothing of what a file is, so that its name does. */
    private static final List<String> VAGUE = List.of("text/plain", "application/octet-stream", "binary/octet-stream");

    private static final int LONGEST = 16;

    private WebTypes() {}

    /** The extension that a file of this reply would have. */
    static String extension(Reply reply) {
        MediaType type = reply.contentType() == null ? null : MediaType.parse(reply.contentType());
        String name = type == null ? "" : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
        String known = EXTENSIONS.get(name);
        if (known != null) {
            return known;
        }
        if (name.endsWith("+json") || name.endsWith("+xml")) {
            return name.substring(name.lastIndexOf('+') + 1);
        }
        String fallback =
                name.startsWith("text/") ? "txt" : name.isEmpty() ? "html" : name.substring(name.indexOf('/') + 1);
        return name.isEmpty() || VAGUE.contains(name) ? ofPath(reply).orElse(fallback) : fallback;
    }

    private static Optional<String> ofPath(Reply reply) {
        List<String> path = reply.url().pathSegments();
        String last = path.get(path.size() - 1);
        String extension = last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return last.contains(".") && extension.matches("\\w{1," + LONGEST + "}")
                ? Optional.of(extension)
                : Optional.empty();
    }

    /** The bytes, in UTF-8 with its mark where the server names an encoding that is right: loaders go by that first. */
    static byte[] bytes(Reply reply) {
        MediaType type = reply.contentType() == null ? null : MediaType.parse(reply.contentType());
        String name = type == null ? null : type.parameter("charset");
        if (name == null || reply.body().size() == 0) {
            return reply.body().toByteArray();
        }
        return Charsets.named(name)
                .flatMap(charset -> decoded(reply.body(), charset))
                .map(text -> ("\ufeff" + text.replaceFirst("^\ufeff", "")).getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> reply.body().toByteArray());
    }

    private static Optional<String> decoded(ByteString bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(bytes.asByteBuffer()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
