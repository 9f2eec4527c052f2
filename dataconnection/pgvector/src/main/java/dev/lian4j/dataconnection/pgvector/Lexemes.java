package dev.lian4j.dataconnection.pgvector;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What of a text is looked up: the words for PostgreSQL's own analysis, and, of scripts that put no space between words,
 * single characters and pairs of neighbours, as its parser takes a whole Chinese sentence for one word.
 *
 * @param words the text with spaces in place of those scripts
 * @param pairs a {@code tsvector}'s text
 */
record Lexemes(String words, String pairs) {

    /** A tsvector has a megabyte at most, which so many different characters fill; a chunk of a document is shorter. */
    private static final int LONGEST = 50_000;

    /** As many places of one lexeme change its rank. */
    private static final int MOST_PLACES = 50;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Of a document: single characters too, so that a question of one character finds it. */
    static Lexemes ofDocument(String text) {
        return new Reader(true).read(text);
    }

    /** Of a question: a single character only where it stands alone. */
    static Lexemes ofQuestion(String text) {
        return new Reader(false).read(text);
    }

    /** Goes through a text once. */
    private static final class Reader {

        private final boolean singles;
        private final StringBuilder words = new StringBuilder();
        private final Map<String, StringJoiner> places = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private String before = "";
        private int run;
        private int place;

        private Reader(boolean singles) {
            this.singles = singles;
        }

        private Lexemes read(String text) {
            String start = text.substring(0, Math.min(LONGEST, text.length()));
            Normalizer.normalize(PgText.storable(start), Normalizer.Form.NFKC)
                    .codePoints()
                    .forEach(this::take);
            endRun();
            StringJoiner pairs = new StringJoiner(" ");
            places.forEach((lexeme, where) -> pairs.add("'" + lexeme + "':" + where));
            return new Lexemes(words.toString(), pairs.toString());
        }

        private void take(int point) {
            place++;
            if (UNSPACED.contains(UnicodeScript.of(point)) && Character.isLetter(point)) {
                unspaced(Character.toString(point));
            } else {
                endRun();
                words.appendCodePoint(point);
            }
        }

        private void unspaced(String character) {
            if (run++ > 0) {
                add(before + character, place - 1);
            } else {
                words.append(' ');
            }
            if (singles) {
                add(character, place);
            }
            before = character;
        }

        private void endRun() {
            if (run == 1 && !singles) {
                add(before, place);
            }
            run = 0;
        }

        private void add(String lexeme, int where) {
            if (counts.merge(lexeme, 1, Integer::sum) <= MOST_PLACES) {
                places.computeIfAbsent(lexeme, any -> new StringJoiner(",")).add(String.valueOf(where));
            }
        }
    }
}
