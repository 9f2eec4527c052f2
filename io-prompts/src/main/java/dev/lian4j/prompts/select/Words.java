package dev.lian4j.prompts.select;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words as far as a blank tells them: where a script has none between its words, such as Chinese, each character is one.
 */
final class Words {

    private static final String WITHOUT_BLANKS =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";
    private static final Pattern WORD =
            Pattern.compile("[" + WITHOUT_BLANKS + "]\\p{M}*|[^\\s" + WITHOUT_BLANKS + "]+");
    private static final Pattern GAP = Pattern.compile("[\n ]");

    private Words() {}

    /** The words of a text; punctuation stays with its word. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** LangChain's measure: the pieces between single blanks and line ends, even empty ones. */
    static int count(String text) {
        int count = 0;
        for (String piece : GAP.split(text, -1)) {
            count += Math.max(1, of(piece).size());
        }
        return count;
    }
}
