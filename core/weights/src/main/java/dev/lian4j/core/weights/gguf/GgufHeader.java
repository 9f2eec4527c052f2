package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The header of a GGUF file, versions 2 and 3: its metadata and its tensors, checked against the size of the file, so
 * that a damaged file is an error here and never reaches native code. Only the header is read. Immutable. After the
 * specification of GGUF in ggml's {@code docs/gguf.md}.
 */
public final class GgufHeader {

    private static final int MAGIC = 0x46554747; // "GGUF", little-endian

    /** More than any model has: what a hostile file could otherwise fill the memory with. */
    private static final int MOST_TENSORS = 200_000;

    private static final int MOST_KEYS = 100_000;

    private final Path file;
    private final int version;
    private final Map<String, Object> metadata;
    private final List<GgufTensor> tensors;
    private final Vocabulary vocabulary;
    private final Map<String, GgufMetadata.Place> places;
    private final long dataStart;

    private GgufHeader(Path file, int version, GgufMetadata metadata, List<GgufTensor> tensors, long headerEnd) {
        this.file = file;
        this.version = version;
        this.metadata = Collections.unmodifiableMap(metadata.values());
        this.tensors = tensors;
        this.vocabulary = metadata.vocabulary();
        this.places = Map.copyOf(metadata.places());
        long alignment = metadata.alignment();
        this.dataStart = (headerEnd + alignment - 1) / alignment * alignment;
    }

    /**
     * Reads and checks the header of a file.
     *
     * @throws ModelException if there is no such file, or it is no whole GGUF file; says where and why
     */
    public static GgufHeader read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ModelException(file + " is a directory, not a GGUF file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return read(file, new GgufInput(file, channel));
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no model file " + file, ModelException.Details.NONE, e);
        } catch (IOException e) {
            throw new ModelException("Cannot read the model file " + file, ModelException.Details.NONE, e);
        }
    }

    private static GgufHeader read(Path file, GgufInput in) throws IOException {
        if (in.size() == 0) {
            throw in.fail(0, "the file is empty");
        }
        if (in.i32() != MAGIC) {
            throw in.fail(4, "it does not start with 'GGUF'");
        }
        int version = in.i32();
        if (version != 2 && version != 3) {
            throw in.fail(4, "it says version " + Integer.toUnsignedString(version) + ", only 2 and 3 can be read");
        }
        // A tensor takes 32 bytes of the header at least: name length, dimensions, one length, type, offset.
        long tensorCount = in.count("the number of tensors", 32, MOST_TENSORS);
        long keyCount = in.count("the number of keys", 13, MOST_KEYS);
        GgufMetadata metadata = GgufMetadata.read(in, keyCount);
        List<GgufTensor> tensors = GgufTensors.read(in, tensorCount, metadata.alignment());
        return new GgufHeader(file, version, metadata, tensors, in.position());
    }

    /** The file that was read. */
    public Path file() {
        return file;
    }

    /** The version of the format, 2 or 3. */
    public int version() {
        return version;
    }

    /** Keys and values: {@code Long}, {@code Double}, {@code Boolean}, {@code String}, {@link GgufArray}; in order. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** The tensors, in order. */
    public List<GgufTensor> tensors() {
        return tensors;
    }

    /** A text among the metadata. */
    public Optional<String> text(String key) {
        return metadata.get(key) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** A whole number among the metadata. */
    public Optional<Long> number(String key) {
        return metadata.get(key) instanceof Long value ? Optional.of(value) : Optional.empty();
    }

    /** A truth value among the metadata. */
    public Optional<Boolean> flag(String key) {
        return metadata.get(key) instanceof Boolean value ? Optional.of(value) : Optional.empty();
    }

    /** Where in the file the value of a key is, in bytes from its start; empty where there is no such key. */
    public OptionalLong place(String key) {
        GgufMetadata.Place place = places.get(key);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.value());
    }

    /**
     * The elements of an array among the metadata, such as {@code tokenizer.ggml.tokens}: {@code Long}, {@code Double},
     * {@code Boolean} or {@code String}. Read from the file each time.
     *
     * @throws ModelException if the file cannot be read any more
     */
    public Optional<List<Object>> array(String key) {
        return metadata.get(key) instanceof GgufArray
                ? Optional.of(GgufArrays.read(file, Objects.requireNonNull(places.get(key)), key))
                : Optional.empty();
    }

    Map<String, GgufMetadata.Place> places() {
        return places;
    }

    /** Where the numbers of the tensors start, in bytes from the start of the file. */
    long dataStart() {
        return dataStart;
    }

    /** The kind of network, such as {@code llama}; empty where the file does not say. */
    public String architecture() {
        return text("general.architecture").orElse("");
    }

    /** The tokens that the model was trained to look at, at most; 0 where the file does not say. */
    public long contextLength() {
        return number(architecture() + ".context_length").orElse(0L);
    }

    /** The length of the model's vectors; 0 where the file does not say. */
    public long embeddingLength() {
        return number(architecture() + ".embedding_length").orElse(0L);
    }

    /** The Jinja template by which the model wants conversations written. */
    public Optional<String> chatTemplate() {
        return text("tokenizer.chat_template");
    }

    /** The tokens that steer the model, such as {@code <|im_end|>}. */
    public List<String> controlTokens() {
        return vocabulary.controlTokens();
    }

    /** How many tokens the vocabulary has. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** No token is longer, in bytes. */
    public int longestToken() {
        return vocabulary.longestToken();
    }

    /** The text of the token that starts a text; empty where there is none. */
    public String bosToken() {
        return vocabulary.bosToken();
    }

    /** Whether the tokenizer itself puts {@link #bosToken} before each text. Where the file is silent, as llama.cpp. */
    public boolean addsBos() {
        return flag("tokenizer.ggml.add_bos_token")
                .orElse(text("tokenizer.ggml.model").orElse("").equals("llama"));
    }
}
