package dev.lian4j.dataconnection.lucene;

import java.io.IOException;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/** The documents with a term that has a text in it. Looks at every term of the field once, not at every document. */
final class TermsMatching extends MultiTermQuery {

    private final String part;

    TermsMatching(String field, String part) {
        super(field, CONSTANT_SCORE_BLENDED_REWRITE);
        this.part = part;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        return new FilteredTermsEnum(terms.iterator(), false) {
            @Override
            protected AcceptStatus accept(BytesRef term) {
                return Terms16.text(term).contains(part) ? AcceptStatus.YES : AcceptStatus.NO;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String defaultField) {
        return getField() + " contains a text";
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof TermsMatching same && part.equals(same.part);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + part.hashCode();
    }
}
