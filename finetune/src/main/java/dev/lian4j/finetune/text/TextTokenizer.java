package dev.lian4j.finetune.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.Tokenizer;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts texts into tokens as a model was trained, by Hugging Face's library. Nothing is cut off or filled up. Thread safe.
 * To be closed.
 */
public final class TextTokenizer implements Tokenizer, AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final TokenizerJson json;
    private final SpecialTokens specialTokens;

    private TextTokenizer(TokenizerJson json, SpecialTokens specialTokens) {
        this.tokenizer = NativeTokenizers.make(json);
        this.json = json;
        this.specialTokens = specialTokens;
    }

    /**
     * Reads a {@code tokenizer.json}; which tokens begin and end texts is read from the files beside it:
     * {@code tokenizer_config.json}, {@code generation_config.json} and {@code config.json}.
     *
     * @param fileOrDirectory the file, or the directory it is in
     * @throws ModelException if it is not there, or no tokenizer
     */
    public static TextTokenizer read(Path fileOrDirectory) {
        Path file = Files.isDirectory(fileOrDirectory) ? fileOrDirectory.resolve("tokenizer.json") : fileOrDirectory;
        try {
            TokenizerJson json = TokenizerJson.parse(Files.readString(file), file.toString());
            return new TextTokenizer(json, SpecialTokens.beside(file, json));
        } catch (IOException e) {
            throw new ModelException("Cannot read the tokenizer " + file, ModelException.Details.NONE, e);
        }
    }

    /**
     * From the text of a {@code tokenizer.json}.
     *
     * @param where what messages call it
     * @throws ModelException if it is no tokenizer
     */
    public static TextTokenizer ofJson(String json, SpecialTokens specialTokens, String where) {
        return new TextTokenizer(TokenizerJson.parse(json, where), specialTokens);
    }

    /**
     * From a GGUF file's metadata: byte-level BPE ({@code gpt2}) of the kinds that the known models use, and
     * SentencePiece's BPE ({@code llama}).
     *
     * @throws ModelException if it has none, or one of another kind; names the known ones
     */
    public static TextTokenizer ofGguf(GgufHeader header) {
        GgufTokenizer tokenizer = GgufTokenizer.of(header);
        return new TextTokenizer(tokenizer.json(), tokenizer.specialTokens());
    }

    /** {@inheritDoc} Names of special tokens in the text become those tokens. */
    @Override
    public int[] encode(String text) {
        return ints(tokenizer.encode(text, false, false));
    }

    /** The same, with the tokens around it that the model is used to, such as one that starts a text. */
    public int[] encodeWhole(String text) {
        return ints(tokenizer.encode(text, true, false));
    }

    private static int[] ints(Encoding encoding) {
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    }

    /** {@inheritDoc} Special tokens are left out. */
    @Override
    public String decode(int[] tokens) {
        return decode(tokens, false);
    }

    /** The text of tokens, with the names of special tokens or without. */
    public String decode(int[] tokens, boolean withSpecial) {
        return tokenizer.decode(longs(tokens), !withSpecial);
    }

    private static long[] longs(int[] tokens) {
        return Arrays.stream(tokens).asLongStream().toArray();
    }

    /** The number of a token by its text in the vocabulary. */
    public Optional<Integer> id(String token) {
        return json.id(token);
    }

    /** One more than the largest number of a token. */
    public int vocabularySize() {
        return json.vocabularySize();
    }

    /** The tokens that steer the model. */
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    /** As a {@code tokenizer.json}, to be put beside weights. */
    public String toJson() {
        return json.text();
    }

    /**
     * Writes {@code tokenizer.json}, {@code tokenizer_config.json} and {@code generation_config.json}, which
     * {@link #read} and Hugging Face's library read back.
     *
     * @param chatTemplate the Jinja template of conversations, where the model has one
     * @throws ModelException if they cannot be written
     */
    public void save(Path directory, Optional<String> chatTemplate) {
        try {
            new TokenizerFiles(this, chatTemplate).write(directory);
        } catch (IOException e) {
            throw new ModelException("Cannot write the tokenizer to " + directory, ModelException.Details.NONE, e);
        }
    }

    /**
     * Puts the vocabulary among the metadata of a GGUF file, which {@link #ofGguf} reads back.
     *
     * @param size rows of the model's table; those without a token are put down as unused
     * @throws ModelException if GGUF has no form for it: only byte-level BPE is written
     */
    public void describe(GgufKeys keys, int size) {
        new GgufVocabulary(json).describe(keys, size);
        GgufVocabulary.describe(keys, specialTokens, this);
    }

    /** Frees the native tokenizer. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
