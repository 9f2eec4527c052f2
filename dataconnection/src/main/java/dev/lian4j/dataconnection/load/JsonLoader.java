package dev.lian4j.dataconnection.load;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads JSON or JSON Lines: a document for each place that a path leads to, with {@code source} and {@code seq_num} (from
 * 1). Without a path, each element of a list, each line of JSON Lines, or else the whole. The text is a string as it is,
 * anything else as JSON; or that of one field, the others being metadata as you choose. Numbers keep their digits.
 * Immutable.
 */
public final class JsonLoader implements DocumentLoader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final TextFile file;
    private final @Nullable JsonPath path;
    private final @Nullable JsonPath content;
    private final List<String> metadataFields;
    private final boolean lines;

    private JsonLoader(Builder options) {
        this.file = new TextFile(options.file, options.maxBytes);
        this.path = options.path;
        this.content = options.content;
        this.metadataFields = options.metadataFields;
        this.lines = options.lines;
    }

    /** A loader of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static JsonLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The documents, in order.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read or is no JSON, or is
     *     nested more than 1,000 deep; tells line and column
     */
    @Override
    public Stream<Document> load() {
        AtomicInteger count = new AtomicInteger();
        return DocumentStreams.lazily(
                () -> roots(file.text()).flatMap(this::records).map(node -> document(node, count.incrementAndGet())));
    }

    private Stream<JsonNode> roots(String text) {
        if (!lines) {
            return Stream.of(read(text, 0));
        }
        AtomicInteger line = new AtomicInteger();
        return text.lines().flatMap(each -> {
            int number = line.incrementAndGet();
            return each.isBlank() ? Stream.empty() : Stream.of(read(each, number));
        });
    }

    private JsonNode read(String text, int line) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isMissingNode()) {
                throw new DocumentLoadException(file.path().toString(), "is empty: there is no JSON in it");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw file.fault("is not JSON" + place(e.getLocation(), line) + ": " + e.getOriginalMessage(), e);
        } catch (NumberFormatException e) { // Jackson has no exception of its own for exponents that nothing holds
            throw file.fault("has a number that is too long to be held" + place(null, line), e);
        }
    }

    private static String place(@Nullable JsonLocation at, int line) {
        if (at == null) {
            return line == 0 ? "" : " at line " + line;
        }
        return " at line " + (line == 0 ? at.getLineNr() : line) + ", column " + at.getColumnNr();
    }

    private Stream<JsonNode> records(JsonNode root) {
        if (path != null) {
            return path.find(root);
        }
        return root.isArray() && !lines ? root.valueStream() : Stream.of(root);
    }

    private Document document(JsonNode node, int number) {
        JsonNode text = content == null
                ? node
                : content.find(node)
                        .findFirst()
                        .orElseThrow(() -> file.fault(
                                "has nothing at '" + content.text() + "' in record " + number,
                                new IllegalStateException()));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        metadata.put(Metadata.SEQUENCE, number);
        metadataFields.stream().filter(node::hasNonNull).forEach(field -> metadata.put(field, value(node.get(field))));
        return Document.of(text(text), metadata);
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static Object value(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
        }
        return node.isArray() ? node.valueStream().map(JsonLoader::value).toList() : text(node);
    }

    /** Settings for a {@link JsonLoader}. */
    public static final class Builder {
        private final Path file;
        private @Nullable JsonPath path;
        private @Nullable JsonPath content;
        private List<String> metadataFields = List.of();
        private boolean lines;
        private long maxBytes = TextFile.MAX_BYTES;

        private Builder(Path file) {
            this.file = file;
            this.lines = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jsonl|ndjson)");
        }

        /**
         * Where the records are, as in jq: {@code .messages[].content}, {@code .[]}, {@code .a."odd key"[0]}.
         *
         * @throws IllegalArgumentException if it is no such path
         */
        public Builder path(String places) {
            this.path = JsonPath.of(places);
            return this;
        }

        /**
         * Where in a record its text is, such as {@code .text}; the whole record by default.
         *
         * @throws IllegalArgumentException if it is no such path
         */
        public Builder content(String place) {
            this.content = JsonPath.of(place);
            return this;
        }

        /** The fields of a record that become metadata, each under its name; none by default. */
        public Builder metadata(String... fields) {
            this.metadataFields = List.of(fields);
            return this;
        }

        /** Whether each line is JSON of its own; by default that is so for {@code .jsonl} and {@code .ndjson}. */
        public Builder jsonLines(boolean each) {
            this.lines = each;
            return this;
        }

        /** The most bytes that the file may have; 64 MiB by default. */
        public Builder maxBytes(long most) {
            this.maxBytes = most;
            return this;
        }

        /** The loader. */
        public JsonLoader build() {
            return new JsonLoader(this);
        }
    }
}
