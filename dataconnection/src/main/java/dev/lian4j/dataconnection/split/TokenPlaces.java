package dev.lian4j.dataconnection.split;

import dev.lian4j.core.model.Tokenizer;

/** Where chunks of so many tokens can start and end in one text. */
interface TokenPlaces {

    /** The end of a chunk that starts here, after the end of the one before; at least one character on. */
    int end(int from, int lastEnd, int tokens);

    /** The start of the chunk after one, which repeats at most so many tokens of it; after its start. */
    int start(int lastFrom, int end, int tokens);

    /** By the places of the tokens where these can be found, else by counting. */
    static TokenPlaces of(String text, Tokenizer tokenizer) {
        int[] ends = TokenEnds.of(text, tokenizer);
        return ends.length == 0 ? new CountedPlaces(text, tokenizer) : new AlignedPlaces(text, ends);
    }
}
