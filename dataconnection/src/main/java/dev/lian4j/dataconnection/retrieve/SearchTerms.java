package dev.lian4j.dataconnection.retrieve;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The terms by which texts are searched for words. Words of letters and digits in lower case, English plurals as singulars;
 * full-width letters as plain ones. Scripts that put no spaces between words (Chinese, Japanese, Korean, Thai and its
 * neighbours) give every two neighbouring characters, which needs no dictionary and misses no word; Chinese characters also
 * give themselves, so that a question of one finds something. Source of the plurals: the S stemmer of Harman, "How effective
 * is suffixing?", 1991. On this library's test collections the single characters and the plurals each found a little more.
 */
public final class SearchTerms {

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final int LONG_VOWEL = 'ー'; // belongs to both kana, so to no script
    private static final int NONE = -1;

    /** Endings that the S stemmer leaves alone. */
    private static final Pattern WITH_IES = Pattern.compile(".*[ae]ies");

    private static final Pattern WITH_ES = Pattern.compile(".*[aeo]es");

    private final List<String> terms = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int last = NONE;
    private boolean paired;

    private SearchTerms() {}

    /** A text's terms in its order, as often as they stand in it. */
    public static List<String> of(String text) {
        SearchTerms reader = new SearchTerms();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(reader::take);
        reader.endWord();
        reader.endRun();
        return reader.terms;
    }

    private void take(int c) {
        if (c == LONG_VOWEL || UNSPACED.contains(UnicodeScript.of(c))) {
            endWord();
            pair(c);
            return;
        }
        endRun();
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
            word.appendCodePoint(c);
        } else {
            endWord();
        }
    }

    private void pair(int c) {
        paired = last != NONE;
        if (paired) {
            terms.add(Character.toString(last) + Character.toString(c));
        }
        if (Character.isIdeographic(c)) {
            terms.add(Character.toString(c));
        }
        last = c;
    }

    private void endWord() {
        if (!word.isEmpty()) {
            terms.add(singular(word.toString()));
            word.setLength(0);
        }
    }

    private static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return WITH_IES.matcher(word).matches() ? word : word.substring(0, word.length() - 3) + "y";
        }
        return WITH_ES.matcher(word).matches() ? word : word.substring(0, word.length() - 1);
    }

    private void endRun() {
        if (last != NONE && !paired && !Character.isIdeographic(last)) {
            terms.add(Character.toString(last));
        }
        last = NONE;
        paired = false;
    }
}
