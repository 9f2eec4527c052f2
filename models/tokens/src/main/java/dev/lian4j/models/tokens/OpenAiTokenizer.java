package dev.lian4j.models.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.lian4j.core.model.Tokenizer;

/**
 * Cuts text as OpenAI's models do, by jtokkit. Special tokens in a text such as {@code <|endoftext|>} are ordinary text,
 * as they are to the provider. Half a surrogate pair becomes {@code ?}. Made once, since the vocabulary is read then;
 * safe for several threads.
 *
 * <pre>{@code
 * int tokens = OpenAiTokenizer.forModel("gpt-4o").count("你好，世界");
 * }</pre>
 */
public final class OpenAiTokenizer implements Tokenizer {

    private final Encoding encoding;
    private final com.knuddels.jtokkit.api.Encoding library;

    private OpenAiTokenizer(Encoding encoding) {
        this.encoding = encoding;
        this.library = Encodings.newLazyEncodingRegistry().getEncoding(encoding.type);
    }

    /** The tokenizer of an encoding. */
    public static OpenAiTokenizer of(Encoding encoding) {
        return new OpenAiTokenizer(encoding);
    }

    /**
     * The tokenizer of a model, by the name that the provider calls it by, with or without a date.
     *
     * @throws IllegalArgumentException if the model is not one of OpenAI's
     */
    public static OpenAiTokenizer forModel(String model) {
        return of(
                KnownModels.encoding(model)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "Model '" + model
                                                + "' is not known to be OpenAI's. Give the encoding: OpenAiTokenizer.of(Encoding.O200K_BASE).")));
    }

    /** The encoding. */
    public Encoding encoding() {
        return encoding;
    }

    @Override
    public int count(String text) {
        return library.countTokensOrdinary(text);
    }

    @Override
    public int[] encode(String text) {
        return library.encodeOrdinary(text).toArray();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a number is no token of this encoding
     */
    @Override
    public String decode(int[] tokens) {
        IntArrayList list = new IntArrayList(tokens.length);
        for (int token : tokens) {
            list.add(token);
        }
        try {
            return library.decode(list);
        } catch (NullPointerException unknown) { // the library's way to say it
            throw new IllegalArgumentException(
                    "Not all of these numbers are tokens of " + encoding
                            + "; decode them with the encoding that cut them.",
                    unknown);
        }
    }

    @Override
    public String toString() {
        return "OpenAiTokenizer[" + encoding + "]";
    }
}
