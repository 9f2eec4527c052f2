package dev.lian4j.dataconnection.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text's tokens: their ids, the kinds of their sentence (all 0 here), and whether some were cut off. */
@SuppressWarnings("ArrayRecordComponent") // handed on within the package, never compared
record Tokens(long[] ids, long[] types, boolean cut) {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    static Tokens of(HuggingFaceTokenizer tokenizer, String text) {
        Encoding encoding = tokenizer.encode(text, true, false);
        return new Tokens(encoding.getIds(), encoding.getTypeIds(), encoding.exceedMaxLength());
    }

    /** Two texts as the one that the tokenizer makes of them, the longer one cut first. */
    static Tokens ofPair(HuggingFaceTokenizer tokenizer, String first, String second) {
        Encoding encoding = tokenizer.encode(first, second, true, false);
        return new Tokens(encoding.getIds(), encoding.getTypeIds(), encoding.exceedMaxLength());
    }

    /** The whole text in pieces of the greatest length, each with the special tokens. */
    static List<Tokens> windows(HuggingFaceTokenizer tokenizer, String text) {
        Encoding first = tokenizer.encode(text, true, true);
        return Stream.concat(Stream.of(first), Stream.of(first.getOverflowing()))
                .map(window -> new Tokens(window.getIds(), window.getTypeIds(), false))
                .toList();
    }

    /** How many tokens the text has in full, the special ones included. */
    static int count(HuggingFaceTokenizer tokenizer, String text) {
        Encoding encoding = tokenizer.encode(text, true, true);
        int count = encoding.getIds().length;
        for (Encoding overflow : encoding.getOverflowing()) {
            for (long special : overflow.getSpecialTokenMask()) {
                count += special == 0 ? 1 : 0;
            }
        }
        return count;
    }

    /** BERT's way for a vocabulary without capitals: lower case, and letters without their accents. */
    static String uncased(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFD);
        return MARKS.matcher(letters).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
