package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The documents of a store and their vectors, by row. */
final class Contents {

    /** So many rows at a time are copied, to need little memory. */
    private static final int COPIED = 1024;

    /** Fewer rows without a document are not worth copying the others. */
    private static final int FEW_DEAD = 1000;

    private final Layout layout;
    private final Table table = new Table();
    private volatile @Nullable RowIndex index;
    private volatile int dimension;

    Contents(Layout layout) {
        this.layout = layout;
    }

    Layout layout() {
        return layout;
    }

    Table table() {
        return table;
    }

    /** The length of the vectors; 0 before there are any. */
    int dimension() {
        return dimension;
    }

    RowIndex index() {
        return Objects.requireNonNull(index);
    }

    /** Fixes the dimension; before there are vectors. */
    RowIndex withDimension(int fixed) {
        RowIndex made = layout.index(fixed);
        index = made;
        dimension = fixed;
        return made;
    }

    /** Adds vectors, which are not seen before their documents are in the table; gives the first one's row. */
    int add(List<float[]> vectors) {
        RowIndex target = index;
        int expected = target == null ? vectors.get(0).length : dimension;
        for (int i = 0; i < vectors.size(); i++) {
            Vectors.checkDimension(vectors.get(i), expected, Vectors.documentAt(i));
        }
        return (target == null ? withDimension(expected) : target).add(vectors);
    }

    /** Gives vectors that were added without their documents, since adding failed, rows without one. */
    void settle() {
        RowIndex settled = index;
        if (settled != null) {
            table.addFrom(settled.add(List.of()), List.of());
        }
    }

    /** Whether many rows have lost their document. */
    boolean sparse() {
        int dead = table.rows() - table.size();
        return dead >= FEW_DEAD && dead > table.rows() / 3;
    }

    /** The same documents, without rows that have none. */
    Contents compacted() {
        Contents copy = new Contents(layout);
        RowIndex target = copy.withDimension(dimension);
        List<Integer> rows = table.liveRows();
        for (int from = 0; from < rows.size(); from += COPIED) {
            List<Integer> some = rows.subList(from, Math.min(rows.size(), from + COPIED));
            int first = target.add(some.stream().map(index()::get).toList());
            copy.table.addFrom(first, some.stream().map(table::document).toList());
        }
        return copy;
    }

    /** What each query finds, nearest first; their vectors are ready for the metric. */
    List<List<ScoredDocument>> find(List<float[]> vectors, List<VectorQuery> queries) {
        if (table.size() == 0) {
            return queries.stream().map(query -> List.<ScoredDocument>of()).toList();
        }
        List<RowQuery> wanted = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Vectors.checkDimension(vectors.get(i), dimension, "the question");
            wanted.add(wanted(vectors.get(i), queries.get(i)));
        }
        List<TopK> best = index().nearest(wanted);
        List<List<ScoredDocument>> found = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            found.add(documents(best.get(i), queries.get(i)));
        }
        return found;
    }

    private RowQuery wanted(float[] vector, VectorQuery query) {
        BitSet allowed = table.allowed(query.filter());
        int count = allowed == null ? table.rows() : allowed.cardinality();
        return new RowQuery(vector, query.depth(), table.rows(), allowed, count);
    }

    private List<ScoredDocument> documents(TopK best, VectorQuery query) {
        List<ScoredDocument> found = new ArrayList<>();
        while (best.size() > query.offset()) {
            double score = layout.metric().score(best.worstRank());
            int row = best.takeWorst();
            if (score >= query.minScore()) {
                Document document = table.document(row);
                found.add(new ScoredDocument(document, score, query.includeVectors() ? index().get(row) : null));
            }
        }
        Collections.reverse(found);
        return List.copyOf(found);
    }
}
