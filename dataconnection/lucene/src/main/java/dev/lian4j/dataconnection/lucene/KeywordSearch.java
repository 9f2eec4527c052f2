package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.ScoredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Documents by the words of a question, any of them; the question is cut as texts are, and never read as a query language. */
final class KeywordSearch {

    /** A longer question is cut here; Lucene refuses more than 1,024 clauses in all. */
    private static final int MOST_WORDS = 200;

    private final IndexSearcher searcher;
    private final Analyzer analyzer;

    KeywordSearch(IndexSearcher searcher, Analyzer analyzer) {
        this.searcher = searcher;
        this.analyzer = analyzer;
    }

    List<ScoredDocument> find(String question, int k, Query allowed) throws IOException {
        int depth = Math.min(k, Math.max(1, searcher.getIndexReader().maxDoc()));
        Query query = new BooleanQuery.Builder()
                .add(anyOf(words(question)), Occur.MUST)
                .add(allowed, Occur.FILTER)
                .build();
        List<ScoredDocument> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, depth).scoreDocs) {
            found.add(new ScoredDocument(StoredMatch.read(searcher.storedFields(), hit.doc), hit.score));
        }
        return List.copyOf(found);
    }

    /** A word that comes twice counts twice. */
    private static Query anyOf(Map<String, Integer> words) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach((word, times) ->
                any.add(new BoostQuery(new TermQuery(new Term(Fields.TEXT, word)), times), Occur.SHOULD));
        return any.build();
    }

    private Map<String, Integer> words(String question) throws IOException {
        Map<String, Integer> words = new LinkedHashMap<>();
        try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, question)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST_WORDS && tokens.incrementToken()) {
                words.merge(word.toString(), 1, Integer::sum);
            }
            tokens.end();
        }
        return words;
    }
}
