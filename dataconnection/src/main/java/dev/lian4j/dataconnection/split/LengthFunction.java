package dev.lian4j.dataconnection.split;

import dev.lian4j.core.model.TokenCounter;
import java.util.function.ToIntFunction;

/** How long a part of a text is, in the unit in which chunks are measured. */
@FunctionalInterface
public interface LengthFunction {

    /** Java's characters, UTF-16 units: an emoji is 2. The fastest. */
    LengthFunction CHARACTERS = (text, from, to) -> to - from;

    /** Unicode code points, Python's {@code len}: an emoji is 1. */
    LengthFunction CODE_POINTS = String::codePointCount;

    /** The length of {@code text[from, to)}. */
    int length(String text, int from, int to);

    /** The length of the part as a string of its own, such as its number of tokens. */
    static LengthFunction of(ToIntFunction<String> length) {
        return (text, from, to) -> length.applyAsInt(text.substring(from, to));
    }

    /** In tokens as a model counts them; a chunk of several pieces counts as the sum of these. */
    static LengthFunction tokens(TokenCounter counter) {
        return of(counter::count);
    }
}
