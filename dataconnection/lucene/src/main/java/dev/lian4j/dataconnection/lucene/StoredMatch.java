package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/** The documents that a filter means, by reading each: for what the index cannot answer, such as very long values. */
final class StoredMatch extends Query {

    private static final float COST = 1000;

    private final Filter filter;

    StoredMatch(Filter filter) {
        this.filter = filter;
    }

    static Document read(StoredFields stored, int doc) throws IOException {
        return StoredDocument.read(stored.document(doc, Set.of(Fields.DOCUMENT)).getBinaryValue(Fields.DOCUMENT));
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public Scorer scorer(LeafReaderContext context) throws IOException {
                return new ConstantScoreScorer(this, score(), mode, matching(context));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    private TwoPhaseIterator matching(LeafReaderContext context) throws IOException {
        StoredFields stored = context.reader().storedFields();
        return new TwoPhaseIterator(DocIdSetIterator.all(context.reader().maxDoc())) {
            @Override
            public boolean matches() throws IOException {
                return filter.matches(read(stored, approximation().docID()));
            }

            @Override
            public float matchCost() {
                return COST;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "stored documents that match a filter";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredMatch same && filter.equals(same.filter);
    }

    @Override
    public int hashCode() {
        return filter.hashCode();
    }
}
