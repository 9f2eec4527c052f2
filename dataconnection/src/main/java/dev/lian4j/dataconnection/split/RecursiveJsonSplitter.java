package dev.lian4j.dataconnection.split;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.json.PlainJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON object into smaller ones of about a size, in each of which every value stands under the keys that lead to
 * it. LangChain's splitter (MIT) of this name, with its default of at most 2000 characters, at least 200 less. Sizes are
 * those of the text as it is written, with {@code ", "} and {@code ": "}; other than there, Chinese stays readable and
 * counts one a character, unless {@link Builder#ensureAscii}. A list stays whole, however long, unless
 * {@link Builder#convertLists}; so does a long string. Takes time linear in the text times its depth. Immutable.
 */
public final class RecursiveJsonSplitter extends SectionSplitter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final int maxChunkSize;
    private final int minChunkSize;
    private final boolean convertLists;
    private final boolean ensureAscii;

    private RecursiveJsonSplitter(Builder options) {
        this.maxChunkSize = options.maxChunkSize;
        this.minChunkSize = options.minChunkSize < 0 ? Math.max(options.maxChunkSize - 200, 50) : options.minChunkSize;
        this.convertLists = options.convertLists;
        this.ensureAscii = options.ensureAscii;
    }

    /**
     * A splitter into objects of at most a size in characters, where they can be cut.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static RecursiveJsonSplitter of(int maxChunkSize) {
        return builder().maxChunkSize(maxChunkSize).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    /** The smaller objects, in order; each has maps, lists, texts, numbers, booleans and nulls. */
    public List<Map<String, Object>> splitJson(Map<String, ?> json) {
        return new JsonSplit(maxChunkSize, minChunkSize, convertLists, ensureAscii).chunks(json);
    }

    /**
     * The smaller objects of a text that is JSON, as texts.
     *
     * @throws dev.lian4j.core.error.DocumentLoadException if the text is no JSON object or list, or is nested more than
     *     1,000 deep; tells line and column
     */
    @Override
    public List<Document> splitText(String text) {
        return splitJson(object(read(text))).stream()
                .map(chunk -> Document.of(ensureAscii ? Ascii.of(PlainJson.write(chunk)) : PlainJson.write(chunk)))
                .toList();
    }

    private static Object read(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new DocumentLoadException(
                    "the text to split", "is not JSON" + place(e.getLocation()) + ": " + e.getOriginalMessage(), e);
        } catch (NumberFormatException e) { // as in JsonLoader
            throw new DocumentLoadException("the text to split", "has a number that is too long to be held", e);
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    @SuppressWarnings("unchecked") // JSON objects have names for keys
    private Map<String, Object> object(Object json) {
        if (json instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        if (json instanceof List<?> list) {
            return JsonSplit.byIndex(list);
        }
        throw new DocumentLoadException(
                "the text to split", "is JSON, but neither object nor list: there is nothing to cut");
    }

    /** Settings for a {@link RecursiveJsonSplitter}. */
    public static final class Builder {
        private int maxChunkSize = 2000;
        private int minChunkSize = -1;
        private boolean convertLists;
        private boolean ensureAscii;

        private Builder() {}

        /** The most characters of an object as text, 2000 by default. */
        public Builder maxChunkSize(int characters) {
            this.maxChunkSize = characters;
            return this;
        }

        /** An object of this many characters is not filled up further; 200 below the most by default, at least 50. */
        public Builder minChunkSize(int characters) {
            this.minChunkSize = characters;
            return this;
        }

        /** Whether lists become objects with indexes for keys, so that they can be cut; no by default. */
        public Builder convertLists(boolean newConvertLists) {
            this.convertLists = newConvertLists;
            return this;
        }

        /** Whether characters beyond ASCII become escapes, as with LangChain; no by default. */
        public Builder ensureAscii(boolean newEnsureAscii) {
            this.ensureAscii = newEnsureAscii;
            return this;
        }

        /**
         * The splitter.
         *
         * @throws IllegalArgumentException if the most is less than 1
         */
        public RecursiveJsonSplitter build() {
            if (maxChunkSize < 1) {
                throw new IllegalArgumentException("maxChunkSize must be at least 1, was " + maxChunkSize);
            }
            return new RecursiveJsonSplitter(this);
        }
    }
}
