package dev.lian4j.dataconnection.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Words in lower case; runs of Chinese, Japanese and Korean characters as overlapping pairs. Needs no dictionary, drops
 * no word, makes full-width letters and half-width kana equal to the usual ones, and English words equal to their plurals
 * and tenses (Krovetz, SIGIR 1993).
 */
final class CjkBigramAnalyzer extends Analyzer {

    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final boolean andSingles;

    private CjkBigramAnalyzer(boolean andSingles) {
        this.andSingles = andSingles;
    }

    /** For texts: each character alone too, at the place of its pair, so that a question of one character finds it. */
    static CjkBigramAnalyzer forTexts() {
        return new CjkBigramAnalyzer(true);
    }

    /** For questions: a character alone only where it stands alone. */
    static CjkBigramAnalyzer forQuestions() {
        return new CjkBigramAnalyzer(false);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        LowerCaseFilter plain = new LowerCaseFilter(new CJKWidthFilter(words));
        CJKBigramFilter pairs = new CJKBigramFilter(plain, ALL_SCRIPTS, andSingles);
        return new TokenStreamComponents(words, new KStemFilter(new EnglishPossessiveFilter(pairs)));
    }
}
