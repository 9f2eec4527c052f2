package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.dataconnection.store.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The nearest vectors: by looking at all that are allowed where they are few, else by the graph. Scores are exact. */
final class VectorSearch {

    /** A graph asked for fewer than this many gives wrong neighbours. */
    private static final int LEAST_CANDIDATES = 50;

    private static final Comparator<Hit> WORST_FIRST = Comparator.comparingDouble(Hit::score)
            .thenComparing(Comparator.comparingInt(Hit::doc).reversed());

    private final IndexSearcher searcher;
    private final Metric metric;
    private final float[] vector;

    VectorSearch(IndexSearcher searcher, Metric metric, float[] vector) {
        this.searcher = searcher;
        this.metric = metric;
        this.vector = vector;
    }

    List<ScoredDocument> find(VectorQuery query, Query allowed, int exactBelow) throws IOException {
        int count = searcher.count(allowed);
        int depth = Math.min(query.depth(), count);
        if (depth <= query.offset()) {
            return List.of();
        }
        List<Hit> best = count < exactBelow || depth > count / 10 ? List.of() : graph(allowed, depth);
        if (best.size() < depth) { // a graph of many equal vectors may fall apart
            best = scan(allowed, depth);
        }
        return scored(best.subList(query.offset(), best.size()), query);
    }

    private List<ScoredDocument> scored(List<Hit> hits, VectorQuery query) throws IOException {
        List<ScoredDocument> found = new ArrayList<>();
        for (Hit hit : hits) {
            if (hit.score() >= query.minScore()) {
                found.add(scored(hit, query.includeVectors()));
            }
        }
        return List.copyOf(found);
    }

    private List<Hit> scan(Query allowed, int depth) throws IOException {
        PriorityQueue<Hit> best = new PriorityQueue<>(WORST_FIRST);
        Weight weight = searcher.createWeight(searcher.rewrite(allowed), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                scan(leaf, scorer.iterator(), depth, best);
            }
        }
        return best.stream().sorted(WORST_FIRST.reversed()).toList();
    }

    private void scan(LeafReaderContext leaf, DocIdSetIterator docs, int depth, PriorityQueue<Hit> best)
            throws IOException {
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        Bits live = leaf.reader().getLiveDocs();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if (live == null || live.get(doc)) {
                vectors.advance(doc);
                best.add(new Hit(leaf.docBase + doc, metric.score(vector, vectors.vectorValue())));
                if (best.size() > depth) {
                    best.remove();
                }
            }
        }
    }

    private List<Hit> graph(Query allowed, int depth) throws IOException {
        int candidates = Math.max(depth, LEAST_CANDIDATES);
        Query nearest = new KnnFloatVectorQuery(Fields.VECTOR, vector, candidates, onlyIf(allowed));
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc near : searcher.search(nearest, candidates).scoreDocs) {
            hits.add(new Hit(near.doc, metric.score(vector, vectorOf(near.doc))));
        }
        return hits.stream().sorted(WORST_FIRST.reversed()).limit(depth).toList();
    }

    /** Lucene would first list all documents for a filter that means them all. */
    private static @Nullable Query onlyIf(Query allowed) {
        return allowed instanceof MatchAllDocsQuery ? null : allowed;
    }

    private float[] vectorOf(int doc) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        vectors.advance(doc - leaf.docBase);
        return vectors.vectorValue().clone();
    }

    private ScoredDocument scored(Hit hit, boolean withVector) throws IOException {
        return new ScoredDocument(
                StoredMatch.read(searcher.storedFields(), hit.doc()),
                hit.score(),
                withVector ? vectorOf(hit.doc()) : null);
    }

    private record Hit(int doc, double score) {}
}
