package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/** Filters as Lucene's queries, with exactly the meaning of {@link Filter#matches}; values are bound, nothing is parsed. */
final class FilterQueries {

    /** Lucene refuses queries of more than 1,024 clauses; a comparison takes up to ten. */
    private static final int MOST_LEAVES = 60;

    private FilterQueries() {}

    static Query of(Filter filter) {
        return leaves(filter) > MOST_LEAVES ? new StoredMatch(filter) : joined(filter);
    }

    private static long leaves(Filter filter) {
        if (filter instanceof Filter.And and) {
            return and.filters().stream().mapToLong(FilterQueries::leaves).sum();
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().stream().mapToLong(FilterQueries::leaves).sum();
        }
        return filter instanceof Filter.Not not ? leaves(not.filter()) : 1;
    }

    private static Query joined(Filter filter) {
        if (filter instanceof Filter.And and) {
            return all(and.filters().stream().map(FilterQueries::joined).toList());
        }
        if (filter instanceof Filter.Or or) {
            return any(or.filters().stream().map(FilterQueries::joined).toList());
        }
        return filter instanceof Filter.Not not ? not(joined(not.filter())) : leaf(filter);
    }

    private static Query leaf(Filter filter) {
        if (filter instanceof Filter.Ids ids) {
            return new TermInSetQuery(
                    Fields.ID, ids.ids().stream().map(Terms16::of).toList());
        }
        if (filter instanceof Filter.Exists exists) {
            return has(Fields.KEYS, exists.key());
        }
        if (filter instanceof Filter.Contains contains) {
            return contains(contains);
        }
        return equality(filter);
    }

    private static Query equality(Filter filter) {
        if (filter instanceof Filter.Eq eq) {
            return in(eq.key(), Set.of(eq.value()));
        }
        if (filter instanceof Filter.Ne ne) {
            return not(in(ne.key(), Set.of(ne.value())));
        }
        if (filter instanceof Filter.In in) {
            return in(in.key(), in.values());
        }
        return filter instanceof Filter.NotIn notIn ? not(in(notIn.key(), notIn.values())) : RangeQueries.of(filter);
    }

    private static Query in(String key, Set<Object> values) {
        return any(List.of(EqualQueries.of(key, values), longValues(key, new Filter.In(key, values))));
    }

    private static Query contains(Filter.Contains contains) {
        return any(List.of(
                new TermsMatching(Fields.of(contains.key(), Fields.Type.TEXT), contains.value()),
                new TermQuery(new Term(Fields.inList(contains.key(), Fields.Type.TEXT), Terms16.of(contains.value()))),
                longValues(contains.key(), contains)));
    }

    /** Documents whose value is too long for the index are read. */
    static Query longValues(String key, Filter filter) {
        return all(List.of(has(Fields.LONG_KEYS, key), new StoredMatch(filter)));
    }

    private static Query has(String field, String key) {
        return new TermQuery(new Term(field, Terms16.of(key)));
    }

    static Query any(Collection<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return queries.isEmpty() ? new MatchNoDocsQuery("or of nothing") : any.build();
    }

    private static Query all(Collection<Query> queries) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        queries.forEach(query -> all.add(query, Occur.FILTER));
        return queries.isEmpty() ? new MatchAllDocsQuery() : all.build();
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }
}
