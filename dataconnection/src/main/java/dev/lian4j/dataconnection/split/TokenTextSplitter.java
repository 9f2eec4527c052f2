package dev.lian4j.dataconnection.split;

import dev.lian4j.core.model.Tokenizer;

/**
 * Cuts texts after so many tokens, wherever that is; each chunk repeats some tokens of the one before. LangChain's splitter
 * (MIT) of this name. Here chunks are parts of the text, unchanged: where a token ends within a character that a person
 * sees, the chunk ends before that character, and where the tokenizer does not give texts back as they were (lower case,
 * unknown words) it is asked to count. To cut at paragraphs and words by tokens, give a
 * {@link RecursiveCharacterTextSplitter} the {@link LengthFunction#tokens}.
 *
 * <pre>{@code
 * TokenTextSplitter.of(OpenAiTokenizer.forModel("gpt-4o"), 512, 50).splitText(text);
 * }</pre>
 */
public final class TokenTextSplitter extends TextSplitter {

    private final Tokenizer tokenizer;

    private TokenTextSplitter(Tokenizer tokenizer, ChunkOptions options) {
        super(options);
        this.tokenizer = tokenizer;
    }

    /**
     * A splitter after a number of tokens.
     *
     * @throws IllegalArgumentException if the number is less than 1, or the overlap negative or not less than the number
     */
    public static TokenTextSplitter of(Tokenizer tokenizer, int chunkTokens, int overlapTokens) {
        return of(tokenizer, chunkTokens, overlapTokens, false);
    }

    /**
     * As {@link #of(Tokenizer, int, int)}; the metadata says where a chunk starts, as {@code start_index}, if you wish.
     *
     * @throws IllegalArgumentException if the number is less than 1, or the overlap negative or not less than the number
     */
    public static TokenTextSplitter of(Tokenizer tokenizer, int chunkTokens, int overlapTokens, boolean addStartIndex) {
        ChunkOptions options = new ChunkOptions(
                chunkTokens, overlapTokens, LengthFunction.tokens(tokenizer), KeepSeparator.NONE, addStartIndex, false);
        if (overlapTokens == chunkTokens) {
            throw new IllegalArgumentException(
                    "the overlap must be less than the " + chunkTokens + " tokens of a chunk");
        }
        return new TokenTextSplitter(tokenizer, options);
    }

    @Override
    ChunkRanges ranges(String text) {
        ChunkRanges chunks = new ChunkRanges();
        TokenPlaces places = TokenPlaces.of(text, tokenizer);
        int from = 0;
        int to = 0;
        while (to < text.length()) {
            to = places.end(from, to, options().size());
            chunks.add(from, to);
            from = places.start(from, to, options().overlap());
        }
        return chunks;
    }
}
