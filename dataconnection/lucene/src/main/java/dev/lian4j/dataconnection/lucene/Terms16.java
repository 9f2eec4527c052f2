package dev.lian4j.dataconnection.lucene;

import java.nio.ByteBuffer;
import org.apache.lucene.util.BytesRef;

/**
 * Texts as index terms of two bytes a UTF-16 character, high byte first: terms then sort as {@link String#compareTo}
 * does, and even half a surrogate pair stays what it is. Lucene's own terms, UTF-8, do neither.
 */
final class Terms16 {

    /** The longest value that is indexed as a term; Lucene refuses range queries with terms of more than 1,000 bytes. */
    static final int LONGEST = 400;

    /** The longest id or metadata key; Lucene refuses terms of more than 32,766 bytes. */
    static final int LONGEST_ID = 8000;

    private Terms16() {}

    static boolean fits(String text) {
        return text.length() <= LONGEST;
    }

    static BytesRef of(String text) {
        return new BytesRef(bytes(text));
    }

    static byte[] bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    static String text(BytesRef term) {
        return ByteBuffer.wrap(term.bytes, term.offset, term.length)
                .asCharBuffer()
                .toString();
    }
}
