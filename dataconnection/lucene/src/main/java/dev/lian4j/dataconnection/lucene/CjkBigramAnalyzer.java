package dev.lian4j.dataconnection.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Words in lower case; runs of Chinese, Japanese and Korean characters as overlapping pairs. Needs no dictionary, drops
 * no word, and makes full-width letters and half-width kana equal to the usual ones.
 */
final class CjkBigramAnalyzer extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(words))));
    }
}
