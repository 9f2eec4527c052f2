package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.StoreException;
import java.util.Collection;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** A document of ours as the fields that Lucene indexes. */
final class IndexedDocument {

    private final Document fields = new Document();

    private IndexedDocument() {}

    static Document of(
            dev.lian4j.core.document.Document document, float[] vector, VectorSimilarityFunction similarity) {
        IndexedDocument indexed = new IndexedDocument();
        String id = Objects.requireNonNull(document.id());
        indexed.term(Fields.ID, shortTerm("id", id));
        indexed.fields.add(new StoredField(Fields.DOCUMENT, StoredDocument.write(document)));
        indexed.fields.add(new TextField(Fields.TEXT, document.text(), Field.Store.NO));
        indexed.fields.add(new KnnFloatVectorField(Fields.VECTOR, vector, similarity));
        document.metadata().forEach(indexed::metadata);
        return indexed.fields;
    }

    private static BytesRef shortTerm(String what, String text) {
        if (text.length() > Terms16.LONGEST_ID) {
            throw new StoreException("The " + what + " '" + text.substring(0, 40) + "...' has " + text.length()
                    + " characters; this store takes " + Terms16.LONGEST_ID + " at most");
        }
        return Terms16.of(text);
    }

    private void metadata(String key, Object value) {
        term(Fields.KEYS, shortTerm("metadata key", key));
        value(key, value, false);
    }

    private void value(String key, Object value, boolean inList) {
        if (value instanceof Collection<?> list) {
            list.forEach(item -> value(key, item, true));
        } else if (value instanceof String text) {
            text(key, text, inList);
        } else if (value instanceof Boolean bool) {
            term(Fields.of(key, Fields.Type.BOOLEAN, inList), Terms16.of(bool.toString()));
        } else {
            number(key, (Number) value, inList);
        }
    }

    private void text(String key, String text, boolean inList) {
        if (Terms16.fits(text)) {
            term(Fields.of(key, Fields.Type.TEXT, inList), Terms16.of(text));
        } else {
            term(Fields.LONG_KEYS, Terms16.of(key));
        }
    }

    private void number(String key, Number number, boolean inList) {
        fields.add(
                number instanceof Double decimal
                        ? new DoublePoint(Fields.of(key, Fields.Type.DECIMAL, inList), NumberBounds.oneZero(decimal))
                        : new LongPoint(Fields.of(key, Fields.Type.INTEGRAL, inList), number.longValue()));
    }

    private void term(String field, BytesRef term) {
        fields.add(new StringField(field, term, Field.Store.NO));
    }
}
